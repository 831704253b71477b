import { z } from 'zod';
import { amps, envelope, instant, pathId, plainId } from '../fields';
import { type Message, topic } from '../topic';

export const setpointStates = topic({
  name: 'state.setpoints',
  kind: 'table',
  description:
    "control's ledger, one row a socket: what was told, what is known to hold. It is what lets control start again without guessing.",
  key: 'socket',
  schema: z.object({
    ...envelope,
    depot: plainId,
    socket: pathId,
    setpointId: z.string().nullable(),
    /** Last told, A; null: never told. */
    toldA: amps.nullable(),
    /** What counts until the told one is confirmed; null: nothing was ever confirmed, so the full rating counts. */
    confirmedA: amps.nullable(),
    state: z.enum(['unknown', 'sent', 'accepted', 'confirmed', 'failed']),
    issuedAt: instant.nullable(),
    expiresAt: instant.nullable(),
    attempts: z.int().min(0),
    /** The socket's epoch (state.sockets) when it was told; null: the depot was off since, so it is told again when that ends. */
    epoch: z.int().min(0).nullable(),
    reason: z.string().nullable(),
    /**
     * Supply phases (0 is L1) that it counts on as long as the epoch is the same: its EV was seen to draw on these alone, and the others
     * are left to other sockets. null or absent: all that it is wired to.
     */
    phases: z
      .array(z.literal([0, 1, 2]))
      .min(1)
      .max(3)
      .nullable()
      .optional(),
  }),
  example: {
    id: 'st-1',
    at: '2026-11-23T17:00:05.000Z',
    depot: 'whitechapel',
    socket: 'whitechapel.evc0010.sk1',
    setpointId: 'sp-1',
    toldA: 16,
    confirmedA: 32,
    state: 'accepted',
    issuedAt: '2026-11-23T17:00:00.000Z',
    expiresAt: '2026-11-23T17:00:30.000Z',
    attempts: 1,
    epoch: 3,
    reason: 'feeder f1 is full',
    phases: null,
  },
});
export type SetpointState = Message<typeof setpointStates>;
