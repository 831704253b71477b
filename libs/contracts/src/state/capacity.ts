import { z } from 'zod';
import { envelope, instant, plainId } from '../fields';
import { type Message, topic } from '../topic';

export const capacityPiece = z.object({
  from: instant,
  until: instant,
  kw: z.number().min(0),
  /** The limit that binds: `asc`, `profile:<id>`, `dispatch:<id>`, `tariff:<id>`. */
  boundBy: z.string(),
});

export const capacities = topic({
  name: 'state.capacity',
  kind: 'table',
  description: 'What each connection allows over the next 48 h, piece by piece, and which limit binds.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    connections: z.array(z.object({ id: plainId, pieces: z.array(capacityPiece).min(1) })),
  }),
  example: {
    id: 'c-1',
    at: '2026-11-23T17:00:00.000Z',
    depot: 'whitechapel',
    connections: [
      {
        id: 'main',
        pieces: [
          { from: '2026-11-23T17:00:00.000Z', until: '2026-11-23T19:00:00.000Z', kw: 120, boundBy: 'profile:winter-weekday' },
          { from: '2026-11-23T19:00:00.000Z', until: '2026-11-25T17:00:00.000Z', kw: 209, boundBy: 'asc' },
        ],
      },
    ],
  },
});
export type DepotCapacity = Message<typeof capacities>;
