import { z } from 'zod';

const segment = '[A-Za-z0-9][A-Za-z0-9_-]{0,63}';

/** An id of one segment: a depot, or a thing's own name inside its depot. */
export const plainId = z.string().regex(new RegExp(`^${segment}$`), 'letters, digits, _ and - only, 64 at the most');

/** An id that is a path under its depot: `whitechapel.evc0010.sk1`. */
export const pathId = z.string().regex(new RegExp(`^${segment}(\\.${segment}){1,3}$`), 'a path such as depot.chargepoint.socket');

/** UTC, ISO 8601, milliseconds: `2026-11-23T17:00:00.000Z`. */
export const instant = z
  .string()
  .regex(/^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/, 'UTC with milliseconds');

/** A local date, `2026-11-23`. */
export const localDate = z.string().regex(/^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/, 'a date such as 2026-11-23');

/** A local time of day, `06:30`. */
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 06:30');

/** What every message carries: when it was true, its own id, and the message it answers or follows. */
export const envelope = {
  id: z.string().min(1).max(128),
  at: instant,
  causedBy: z.string().max(128).optional(),
};

/** No depot draws more than this; a larger figure is a unit mistaken. 100 MW, either way (solar exports). */
export const powerW = z.number().min(-100_000_000).max(100_000_000);
export const powerKw = z.number().min(-100_000).max(100_000);
/** IEC 61851 wall boxes end at 80 A; 1,000 leaves room for d.c. units and still catches milliamps. */
export const amps = z.number().min(0).max(1_000);
export const percent = z.number().min(0).max(100);
/** OCPP 1.6, section 7.7. */
export const socketStatus = z.enum([
  'Available',
  'Preparing',
  'Charging',
  'SuspendedEVSE',
  'SuspendedEV',
  'Finishing',
  'Reserved',
  'Unavailable',
  'Faulted',
]);
export type SocketStatus = z.output<typeof socketStatus>;
export const phaseCount = z.union([z.literal(1), z.literal(3)]);
export const depotMode = z.enum(['off', 'monitor', 'test', 'live']);
export type DepotMode = z.output<typeof depotMode>;
