import { capacityPiece, depotMode, instant, pathId, percent, plainId, socketStatus } from '@headroom/contracts';
import { z } from 'zod';

const kw = z.number().nullable();

/** One socket of `GET /state`. null is "not known", never zero. */
export const socketAnswer = z.object({
  id: pathId,
  status: socketStatus.nullable(),
  vehicleId: pathId.nullable(),
  tag: z.string().nullable(),
  realPowerKw: kw,
  currentA: z.number().nullable(),
  setpointA: z.number().nullable(),
  setpointState: z.enum(['unknown', 'sent', 'accepted', 'confirmed', 'failed']),
  reason: z.string().nullable(),
  socPct: percent.nullable(),
  neededKwh: z.number().nullable(),
  departAt: instant.nullable(),
  priority: z.number().nullable(),
  lastHeardAt: instant.nullable(),
});
export type SocketAnswer = z.output<typeof socketAnswer>;

/** `GET /state` (interfaces.md, "Live"). */
export const stateAnswer = z.object({
  at: instant,
  mode: depotMode.nullable(),
  capacityKw: kw,
  boundBy: z.string().nullable(),
  buildingLoadKw: kw,
  evLoadKw: kw,
  bufferKw: kw,
  headroomKw: kw,
  /** What is too old to be believed: `meter:<id>`, `socket:<id>`, `headroom` for the figures above themselves. */
  stale: z.array(z.string()),
  sockets: z.array(socketAnswer),
});
export type StateAnswer = z.output<typeof stateAnswer>;

/** One depot of `GET /overview`: its state without the sockets, which are counted. */
export const overviewRow = stateAnswer.omit({ sockets: true }).extend({
  depot: plainId,
  name: z.string(),
  sockets: z.object({ all: z.int(), plugged: z.int(), charging: z.int() }),
  alarms: z.object({ red: z.int(), amber: z.int() }),
});
export type OverviewRow = z.output<typeof overviewRow>;
export const overviewAnswer = z.object({ at: instant, depots: z.array(overviewRow) });

export const planAnswer = z.object({
  at: instant,
  /** When the capacity was planned; null: not yet. */
  plannedAt: instant.nullable(),
  connections: z.array(z.object({ id: plainId, pieces: z.array(capacityPiece) })),
  /** Planned kW of each socket for each slot from `from` on; slots that are left out at the end have none. */
  sockets: z.array(z.object({ id: pathId, vehicleId: pathId.nullable(), from: instant, slotMinutes: z.int(), kw: z.array(z.number()) })),
  /** Energy that a vehicle will lack when it leaves, by the plan, and what would mend it. */
  shortfall: z.array(
    z.object({ vehicleId: pathId.nullable(), socket: pathId, kwh: z.number(), departAt: instant.nullable(), remedy: z.string() }),
  ),
  /** When charging was planned and what it will cost, in the tariff's currency; null: not yet. */
  charging: z.object({ plannedAt: instant, planner: z.string(), cost: z.number(), softBreachKwh: z.number() }).nullable(),
});

export const alarmAnswer = z.object({
  id: pathId,
  level: z.enum(['amber', 'red']),
  kind: z.string(),
  subject: z.string(),
  detail: z.string(),
  raisedAt: instant,
  clearedAt: instant.nullable(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
});
export type AlarmAnswer = z.output<typeof alarmAnswer>;
