import { z } from 'zod';
import { amps, pathId, phaseCount, plainId } from '../fields';

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

export const socket = z.object({
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

export const vehicle = z.object({
  id: pathId,
  registration: z.string().max(16),
  typeId: plainId,
  batteryKwh: z.number().gt(0).max(2_000),
  maxChargeKw: z.number().gt(0).max(1_000),
  phases: phaseCount,
});

export const tag = z.object({ id: z.string().min(1).max(64), vehicleId: pathId.nullable(), kind: z.enum(['vehicle', 'master']) });
