import { connection, feeder, plainId } from '@headroom/contracts';
import { z } from 'zod';
import { absentOr, displayName, timezone } from './fields';

/** A depot with its connections and feeders, which are only ever changed together: they are one tree. */
export const depotBody = z.strictObject({
  id: plainId,
  name: displayName(200),
  fleet: absentOr(plainId),
  timezone,
  connections: z
    .array(z.strictObject({ ...connection.shape, worstCaseLoadKw: absentOr(z.number().min(0).max(100_000)) }))
    .max(16)
    .default([]),
  feeders: z.array(z.strictObject(feeder.shape)).max(500).default([]),
});
export type DepotBody = z.output<typeof depotBody>;

export const depotExample = {
  id: 'whitechapel',
  name: 'Whitechapel',
  timezone: 'Europe/London',
  connections: [{ id: 'main', capacityKva: 220, powerFactor: 0.95, bufferKw: 5, meter: 'incomer', worstCaseLoadKw: 120 }],
  feeders: [{ id: 'f1', parent: 'main', limitA: 200 }],
};
