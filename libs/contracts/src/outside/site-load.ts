import { z } from 'zod';
import { powerW } from '../fields';
import { topic } from '../topic';
import { name, outsideTime } from './outside-fields';

/** Rows as outsiders send them, over HTTP or Kafka; ingest checks them, finds the depot and repeats them on feeds.*. */
export const outsideSiteLoad = topic({
  name: 'outside.site-load',
  kind: 'feed',
  description: 'What a site meter read, as its owner sends it. powerW is negative when the site exports.',
  key: 'depot',
  schema: z.object({ depot: name, meter: name, at: outsideTime, powerW }),
  example: { depot: 'whitechapel', meter: 'main', at: '2026-11-23T17:00:00Z', powerW: 41_250 },
});
