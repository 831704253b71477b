import { z } from 'zod';
import { pathId, plainId, powerW } from '../fields';
import { type Message, topic } from '../topic';
import { fact } from './fact';

export const siteLoad = topic({
  name: 'feeds.site-load',
  kind: 'feed',
  description: 'A site meter reading; `meter` is the connection it measures.',
  key: 'meterPath',
  schema: z.object({ ...fact, meterPath: pathId, meter: plainId, powerW }),
  example: {
    id: 'm-1',
    at: '2026-11-23T17:00:00.000Z',
    receivedAt: '2026-11-23T17:00:00.412Z',
    depot: 'whitechapel',
    meterPath: 'whitechapel.main',
    meter: 'main',
    powerW: 41_250,
  },
});
export type SiteLoad = Message<typeof siteLoad>;
