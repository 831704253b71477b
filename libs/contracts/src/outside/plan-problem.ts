import { z } from 'zod';
import type { JsonSchema } from '../json-schemas';

const id = z.string().min(1).max(256);
const kw = z.number().min(0).max(100_000);
const perSlot = (value: z.ZodNumber) => z.union([value, z.array(value).min(1).max(672)]);
const amps = z.number().min(0).max(100_000);

const job = z.object({
  vehicle: id,
  fromSlot: z.int().min(0).describe('the first slot in which it can charge; 0 is now'),
  untilSlot: z.int().min(1).describe('the first slot in which it cannot any more'),
  neededKwh: z.number().min(0).max(10_000),
  maxKw: z.number().min(0).max(10_000),
  priority: z.number().gt(0).max(1_000).describe('higher goes first'),
});

/** The plan command's problem, version 1 (docs/plan-command.md). */
export const planProblem = z.object({
  version: z.literal(1),
  now: z.iso.datetime(),
  slotMinutes: z.int().min(1).max(60).default(15),
  slots: z.int().min(1).max(672),
  voltage: z.number().min(100).max(500).default(230),
  limits: z
    .array(
      z.object({
        id,
        parent: id.nullable(),
        capacityKw: perSlot(kw)
          .nullable()
          .default(null)
          .describe('what is left for charging, per slot; a short array repeats its last value'),
        softKw: perSlot(kw).nullable().default(null).describe('a capacity that may be exceeded at a price (flexibility)'),
        phaseLimitA: z.tuple([amps, amps, amps]).nullable().default(null),
      }),
    )
    .min(1)
    .max(2_000),
  price: perSlot(z.number().min(-10).max(100)).default([0.15]).describe('currency per kWh, per slot'),
  sockets: z
    .array(
      z.object({
        id,
        limit: id.describe('the limit that feeds it'),
        phases: z
          .array(z.union([z.literal(1), z.literal(2), z.literal(3)]))
          .min(1)
          .max(3),
        minA: z.number().min(6).max(1_000).default(6),
        maxA: z.number().min(6).max(1_000),
        setpointA: z.number().min(0).max(1_000).default(0),
        measuredA: z.number().min(0).max(1_000).nullable().default(null),
        jobs: z.array(job).max(100),
      }),
    )
    .max(5_000),
});

/** For docs/generated. */
export const planProblemSchema = (): JsonSchema => ({
  ...(z.toJSONSchema(planProblem, { target: 'draft-7', io: 'input' }) as JsonSchema),
  $id: 'headroom:plan-problem:1',
  title: 'A depot problem for `npm run -s plan`, version 1',
});
