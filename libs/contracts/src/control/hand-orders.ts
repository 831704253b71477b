import { z } from 'zod';
import { envelope, instant, pathId, plainId } from '../fields';
import { type Message, topic } from '../topic';

export const handOrders = topic({
  name: 'control.hand-orders',
  kind: 'order',
  description:
    'A person sets a socket by hand, to commission it, say: it goes before the allocation until expiresAt, within the same limits. null amps give it back.',
  key: 'socket',
  schema: z.object({
    ...envelope,
    depot: plainId,
    socket: pathId,
    amps: z.int().min(0).max(80).nullable(),
    /** Who. */
    by: z.string().min(1).max(200),
    expiresAt: instant,
  }),
  example: {
    id: 'ho-1',
    at: '2026-11-23T17:00:00.000Z',
    depot: 'whitechapel',
    socket: 'whitechapel.evc0010.sk1',
    amps: 16,
    by: 'admin',
    expiresAt: '2026-11-23T17:10:00.000Z',
  },
});
export type HandOrder = Message<typeof handOrders>;
