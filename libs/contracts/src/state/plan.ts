import { z } from 'zod';
import { envelope, instant, pathId, plainId } from '../fields';
import { type Message, topic } from '../topic';

export const chargingPlans = topic({
  name: 'state.plan',
  kind: 'table',
  description:
    'How a depot means to charge its vans over the next 48 h, quarter-hour by quarter-hour, and which of them will leave short. A forecast: the decisions follow it as far as the moment allows.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    /** When the first slot begins. */
    from: instant,
    slotMinutes: z.int().min(1).max(60),
    /** Who made it: `flow`, `phases`, `lp`. */
    planner: z.string(),
    /** kW in each slot; the last ones are left out where nothing is planned any more. */
    sockets: z.array(z.object({ socket: pathId, vehicle: pathId.nullable(), kw: z.array(z.number().min(0)).max(192) })),
    shortfalls: z.array(
      z.object({
        /** null: a session whose vehicle is not known. */
        vehicle: pathId.nullable(),
        socket: pathId,
        /** Energy that it will lack. */
        kwh: z.number().min(0),
        departAt: instant.nullable(),
        /** What would mend it, in an operator's words. */
        remedy: z.string(),
      }),
    ),
    /** Of all that is planned, in the tariff's currency. */
    cost: z.number(),
    /** Planned above a capacity that flexibility asks for. */
    softBreachKwh: z.number().min(0),
  }),
  example: {
    id: 'pl-1',
    at: '2026-11-23T17:00:20.000Z',
    depot: 'whitechapel',
    from: '2026-11-23T17:00:00.000Z',
    slotMinutes: 15,
    planner: 'flow',
    sockets: [{ socket: 'whitechapel.evc0010.sk1', vehicle: 'whitechapel.van07', kw: [0, 0, 7.2, 7.2] }],
    shortfalls: [
      {
        vehicle: 'whitechapel.van07',
        socket: 'whitechapel.evc0010.sk1',
        kwh: 4.2,
        departAt: '2026-11-24T06:30:00.000Z',
        remedy: 'leaves 06:30 4.2 kWh short; 2 kW more on feeder f2 before then, or leaving 40 minutes later, would mend it',
      },
    ],
    cost: 12.3,
    softBreachKwh: 0,
  },
});
export type ChargingPlan = Message<typeof chargingPlans>;
