import { z } from 'zod';
import { percent } from '../fields';
import { topic } from '../topic';
import { name, outsideTime } from './outside-fields';

export const outsideTelematics = topic({
  name: 'outside.telematics',
  kind: 'feed',
  description: 'What a van reported of its battery. The vehicle is its path, its id or its registration.',
  key: 'vehicle',
  schema: z.object({ vehicle: name, at: outsideTime, socPct: percent, odometerKm: z.number().min(0).max(10_000_000).optional() }),
  example: { vehicle: 'whitechapel.van07', at: '2026-11-23T17:00:00Z', socPct: 43 },
});
