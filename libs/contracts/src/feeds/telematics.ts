import { z } from 'zod';
import { pathId, percent } from '../fields';
import { type Message, topic } from '../topic';
import { fact } from './fact';

export const telematics = topic({
  name: 'feeds.telematics',
  kind: 'feed',
  description: 'A van reported its state of charge.',
  key: 'vehicle',
  schema: z.object({ ...fact, vehicle: pathId, socPct: percent, odometerKm: z.number().min(0).optional() }),
  example: {
    id: 't-1',
    at: '2026-11-23T17:00:00.000Z',
    receivedAt: '2026-11-23T17:00:02.000Z',
    depot: 'whitechapel',
    vehicle: 'whitechapel.van07',
    socPct: 43,
  },
});
export type Telematics = Message<typeof telematics>;
