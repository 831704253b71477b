import { z } from 'zod';
import { envelope, instant, pathId } from '../fields';
import { type Message, topic } from '../topic';

export const setpoints = topic({
  name: 'control.setpoints',
  kind: 'order',
  description:
    'The current limit that one socket must obey: 0 (pause) or 6 A to its maximum. Ignore it after expiresAt; in mode test answer, but do not enact.',
  key: 'socket',
  schema: z.object({
    ...envelope,
    socket: pathId,
    amps: z.int().min(0).max(80),
    mode: z.enum(['test', 'live']),
    issuedAt: instant,
    expiresAt: instant,
  }),
  example: {
    id: 'sp-1',
    at: '2026-11-23T17:00:00.000Z',
    causedBy: 'a-1',
    socket: 'whitechapel.evc0010.sk1',
    amps: 16,
    mode: 'live',
    issuedAt: '2026-11-23T17:00:00.000Z',
    expiresAt: '2026-11-23T17:00:30.000Z',
  },
});
export type Setpoint = Message<typeof setpoints>;
