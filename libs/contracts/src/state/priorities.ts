import { z } from 'zod';
import { envelope, instant, pathId, percent, plainId } from '../fields';
import { type Message, topic } from '../topic';

export const priorities = topic({
  name: 'state.priorities',
  kind: 'table',
  description: 'Who goes first at a depot, and why: one row for each plugged socket.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    sockets: z.array(
      z.object({
        socket: pathId,
        vehicle: pathId.nullable(),
        /** 0 to 1, 1 first. */
        priority: z.number().min(0).max(1),
        /** Weighted parts whose sum is the priority; a default priority has the one part 'default'. */
        parts: z.record(z.string(), z.number()),
        socPct: percent.nullable(),
        neededKwh: z.number().min(0).nullable(),
        departAt: instant.nullable(),
        maxChargeKw: z.number().nullable(),
        warning: z.enum(['unknown-tag', 'master-tag', 'no-tag', 'unknown-soc', 'tag-on-two-sockets']).nullable(),
      }),
    ),
  }),
  example: {
    id: 'pr-1',
    at: '2026-11-23T17:00:00.000Z',
    depot: 'whitechapel',
    sockets: [
      {
        socket: 'whitechapel.evc0010.sk1',
        vehicle: 'whitechapel.van07',
        priority: 0.62,
        parts: { socDeficit: 0.27, urgency: 0.35 },
        socPct: 47.5,
        neededKwh: 31.5,
        departAt: '2026-11-24T06:30:00.000Z',
        maxChargeKw: 7.2,
        warning: null,
      },
    ],
  },
});
export type DepotPriorities = Message<typeof priorities>;
