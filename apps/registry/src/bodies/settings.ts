import { depotMode, localTime, plainId, weightings } from '@headroom/contracts';
import { z } from 'zod';
import { allDifferent, idOrPath } from './fields';

/**
 * Nothing goes out to a charger before somebody asks for it: `monitor` computes and shows. Agreed limits are obeyed unless switched off;
 * leaving power unused for its price is not done unless switched on.
 */
export const optionsBody = z.strictObject({
  mode: depotMode.default('monitor'),
  profiledConnection: z.boolean().default(true),
  flexibility: z.boolean().default(true),
  priorities: z.boolean().default(true),
  tariff: z.boolean().default(false),
});
export type OptionsBody = z.output<typeof optionsBody>;

export const weightingsBody = z
  .strictObject(weightings.shape)
  .refine(({ socDeficit, urgency }) => socDeficit + urgency > 0, 'socDeficit and urgency cannot both be 0');
export type WeightingsBody = z.output<typeof weightingsBody>;

const rate = z.strictObject({ fromLocal: localTime, pricePerKwh: z.number().min(-10).max(100) });
const reduction = z.strictObject({
  id: plainId,
  connectionId: idOrPath,
  fromLocal: localTime,
  untilLocal: localTime,
  reduceKw: z.number().min(0).max(100_000),
});
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
const startsOf = (rows: readonly { fromLocal: string }[]) => rows.map(({ fromLocal }) => fromLocal);

export const tariffBody = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as GBP')
    .default('GBP'),
  rates: z
    .array(rate)
    .max(96)
    .refine((rates) => allDifferent(startsOf(rates)), 'two rates from the same time')
    .default([]),
  reductions: z
    .array(reduction)
    .max(48)
    .refine((reductions) => allDifferent(idsOf(reductions)), 'two reductions of the same id')
    .default([]),
});
export type TariffBody = z.output<typeof tariffBody>;
