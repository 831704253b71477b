import { z } from 'zod';
import { amps, depotMode, envelope, instant, localDate, localTime, pathId, percent, phaseCount, plainId } from './fields';
import { type Message, topic } from './topic';

export const connection = z.object({
  id: plainId,
  /** Authorised supply capacity of the MPAN. */
  capacityKva: z.number().min(0).max(100_000),
  powerFactor: z.number().gt(0).max(1).default(0.95),
  /** Held back for metering error and sudden building load. */
  bufferKw: z.number().min(0).max(100_000).default(0),
  /** incomer: the meter reads building and EVs together; building: the building alone. */
  meter: z.enum(['incomer', 'building']),
  /** What the building may draw at the most; assumed while its meter is silent. Absent: it may take the whole capacity. */
  worstCaseLoadKw: z.number().min(0).max(100_000).optional(),
});
export const feeder = z.object({
  id: plainId,
  /** A connection or another feeder. */
  parent: plainId,
  /** Per phase. */
  limitA: z.number().min(0).max(10_000),
});
const socket = z.object({
  id: pathId,
  phases: phaseCount,
  /** Which supply phase the socket's first, second and third conductor lie on; a one-phase socket uses the first. */
  phaseRotation: z.enum(['L1L2L3', 'L2L3L1', 'L3L1L2']).default('L1L2L3'),
  maxLimitA: amps,
});
export const chargePoint = z.object({
  id: pathId,
  typeId: plainId,
  connectionId: plainId,
  feederId: plainId.optional(),
  ocppIdentity: z.string().max(48).optional(),
  minMessageGapMs: z.int().min(0).max(600_000),
  minLimitA: z.number().min(6).max(80),
  canPause: z.boolean(),
  sockets: z.array(socket).min(1).max(8),
});
const vehicle = z.object({
  id: pathId,
  registration: z.string().max(16),
  typeId: plainId,
  batteryKwh: z.number().gt(0).max(2_000),
  maxChargeKw: z.number().gt(0).max(1_000),
  phases: phaseCount,
});
const tag = z.object({ id: z.string().min(1).max(64), vehicleId: pathId.nullable(), kind: z.enum(['vehicle', 'master']) });

export const depotDossiers = topic({
  name: 'registry.depots',
  kind: 'table',
  description: 'All that is installed at a depot: connections, feeders, charge points with their types, vehicles with theirs, tags.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    name: z.string().min(1).max(200),
    fleet: plainId.optional(),
    timezone: z.string().max(64),
    connections: z.array(connection).max(16),
    feeders: z.array(feeder).max(500),
    chargePoints: z.array(chargePoint).max(2_000),
    vehicles: z.array(vehicle).max(5_000),
    tags: z.array(tag).max(10_000),
  }),
  example: {
    id: 'd-1',
    at: '2026-11-23T09:00:00.000Z',
    depot: 'whitechapel',
    name: 'Whitechapel',
    timezone: 'Europe/London',
    connections: [{ id: 'main', capacityKva: 220, powerFactor: 0.95, bufferKw: 5, meter: 'incomer', worstCaseLoadKw: 120 }],
    feeders: [{ id: 'f1', parent: 'main', limitA: 200 }],
    chargePoints: [
      {
        id: 'whitechapel.evc0010',
        typeId: 'alfen-eve-double',
        connectionId: 'main',
        feederId: 'f1',
        minMessageGapMs: 2_000,
        minLimitA: 6,
        canPause: true,
        sockets: [{ id: 'whitechapel.evc0010.sk1', phases: 1, phaseRotation: 'L1L2L3', maxLimitA: 32 }],
      },
    ],
    vehicles: [{ id: 'whitechapel.van07', registration: 'LX21 ABC', typeId: 'evito', batteryKwh: 60, maxChargeKw: 7.2, phases: 1 }],
    tags: [{ id: '04A2B3', vehicleId: 'whitechapel.van07', kind: 'vehicle' }],
  },
});

export const profiledConnection = z.object({
  id: plainId,
  connectionId: plainId,
  name: z.string().max(200),
  /** First and last local date it holds, both included; a single-date profile has both the same. */
  validFrom: localDate,
  validTo: localDate,
  /** ISO weekdays, Monday 1. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** The agreed import limit for each local half-hour, kW. null: no limit from this profile; 0: no import at all. */
  limitsKw: z.array(z.number().min(0).max(100_000).nullable()).length(48),
});
export const flexibilityWindow = z.object({
  id: plainId,
  unit: z.uuid(),
  product: z.enum(['A', 'B', 'C']),
  from: instant,
  until: instant,
  maxTurnDownKw: z.number().min(0).max(100_000),
});
export const tariff = z.object({
  currency: z.string().length(3),
  /** Import price by local time of day, per kWh; holds until the next row, the last one over midnight. */
  rates: z.array(z.object({ fromLocal: localTime, pricePerKwh: z.number().min(-10).max(100) })).max(96),
  /** kW to leave unused between two local times, such as a red-band charge. */
  reductions: z
    .array(
      z.object({
        id: plainId,
        connectionId: plainId,
        fromLocal: localTime,
        untilLocal: localTime,
        reduceKw: z.number().min(0).max(100_000),
      }),
    )
    .max(48),
});
export const schedule = z
  .object({
    vehicleId: pathId,
    weekday: z.int().min(1).max(7),
    departLocal: localTime,
    returnLocal: localTime,
    energyKwh: z.number().min(0).max(2_000).optional(),
    targetSocPct: percent.optional(),
  })
  .refine((row) => (row.energyKwh === undefined) !== (row.targetSocPct === undefined), 'one of energyKwh and targetSocPct');
export const weightings = z.object({
  /** How much an empty battery counts, and how much a tight schedule. Relative to one another. */
  socDeficit: z.number().min(0).max(100).default(0.5),
  urgency: z.number().min(0).max(100).default(0.5),
  /** The priority, 0 to 1, of a session whose vehicle is not known. */
  unknownVehicle: z.number().min(0).max(1).default(0.5),
});
export const options = z.object({
  mode: depotMode,
  profiledConnection: z.boolean(),
  flexibility: z.boolean(),
  priorities: z.boolean(),
  tariff: z.boolean(),
});

export const depotPlans = topic({
  name: 'registry.plans',
  kind: 'table',
  description: 'All that was agreed for a depot: profiled connections, flexibility windows, tariff, schedules, weightings, options.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    profiledConnections: z.array(profiledConnection).max(500),
    flexibilityWindows: z.array(flexibilityWindow).max(5_000),
    tariff: tariff.nullable(),
    schedules: z.array(schedule).max(50_000),
    weightings,
    options,
  }),
  example: {
    id: 'p-1',
    at: '2026-11-23T09:00:00.000Z',
    depot: 'whitechapel',
    profiledConnections: [
      {
        id: 'winter-weekday',
        connectionId: 'main',
        name: 'Winter weekday',
        validFrom: '2026-11-01',
        validTo: '2027-02-28',
        weekdays: [1, 2, 3, 4, 5],
        limitsKw: Array.from({ length: 48 }, (_, halfHour) => (halfHour >= 32 && halfHour < 38 ? 120 : null)),
      },
    ],
    flexibilityWindows: [],
    tariff: null,
    schedules: [{ vehicleId: 'whitechapel.van07', weekday: 1, departLocal: '06:30', returnLocal: '16:00', energyKwh: 22 }],
    weightings: { socDeficit: 0.5, urgency: 0.5, unknownVehicle: 0.5 },
    options: { mode: 'live', profiledConnection: true, flexibility: false, priorities: true, tariff: false },
  },
});

export type DepotDossier = Message<typeof depotDossiers>;
export type DepotPlans = Message<typeof depotPlans>;
