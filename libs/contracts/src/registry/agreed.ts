import { z } from 'zod';
import { depotMode, instant, localDate, localTime, pathId, percent, plainId } from '../fields';

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
