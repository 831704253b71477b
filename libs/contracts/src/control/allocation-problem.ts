import { z } from 'zod';
import { amps, pathId } from '../fields';

const phaseLimits = z.tuple([amps.max(100_000), amps.max(100_000), amps.max(100_000)]);

/** The allocator's whole input, as libs/domain/allocation defines it; what makes a decision replayable. */
export const allocationProblem = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      parent: z.string().nullable(),
      limitKw: z.number().min(0).nullable(),
      limitA: phaseLimits.nullable(),
      boundBy: z.string(),
    }),
  ),
  sockets: z.array(
    z.object({
      id: pathId,
      node: z.string(),
      phases: z
        .array(z.union([z.literal(0), z.literal(1), z.literal(2)]))
        .min(1)
        .max(3),
      minA: amps,
      maxA: amps,
      wantA: amps,
      priority: z.number(),
      currentA: amps,
      reservedA: amps.nullable(),
      canPause: z.boolean(),
      targetA: amps.nullable().optional(),
      takesSpare: z.boolean().optional(),
      departAtMs: z.number().nullable().optional(),
      laxityMs: z.number().nullable().optional(),
    }),
  ),
  /** What a solver found for this question, beside the allocator, and which: amps in the order of the sockets. */
  proposed: z.object({ by: z.string(), amps: z.array(amps) }).optional(),
});
