import { z } from 'zod';
import { envelope, pathId, plainId, powerKw } from '../fields';
import { type Message, topic } from '../topic';

/** Of one half-hour of the local day, over so many days; null: not learnt yet. */
const halfHour = z.object({ kw: powerKw, days: z.number().min(0).max(365) }).nullable();

export const depotHabits = topic({
  name: 'state.habits',
  kind: 'table',
  description:
    'What the optimiser has learnt of a depot in days and would else learn anew when it starts: what each building usually draws, and where each van usually charges.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    connections: z.array(z.object({ id: plainId, halfHours: z.array(halfHour).length(48) })),
    vehicles: z.array(z.object({ vehicle: pathId, socket: pathId })),
  }),
  example: {
    id: 'hb-1',
    at: '2026-11-23T17:00:00.000Z',
    depot: 'whitechapel',
    connections: [{ id: 'main', halfHours: Array.from({ length: 48 }, (_, index) => (index < 12 ? { kw: 18.5, days: 3 } : null)) }],
    vehicles: [{ vehicle: 'whitechapel.van07', socket: 'whitechapel.evc0010.sk1' }],
  },
});
export type DepotHabits = Message<typeof depotHabits>;
