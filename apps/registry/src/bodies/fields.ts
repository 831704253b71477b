import { pathId, plainId } from '@headroom/contracts';
import { isTimeZone } from '@headroom/domain';
import { z } from 'zod';

/** A thing of the depot by its plain id (`van07`) or by its path (`whitechapel.van07`); answers always have the plain one. */
export const idOrPath = z.union([plainId, pathId], 'letters, digits, _ and - only, 64 at the most; or the same as a path under its depot');

/** What people call a thing. No more signs than names need, so that a name is harmless wherever it is shown or copied to. */
export const displayName = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[\p{L}\p{M}\p{N} .,'’&()/+#:_–-]+$/u, "letters, digits, spaces and .,'&()/+#:_- only")
    .refine((name) => !name.includes('--'), 'without two hyphens in a row');

/** A field that may be left out; null says the same as leaving it out. */
export const absentOr = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined);

/** A zone of the IANA time zone database. */
export const timezone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/, 'an IANA time zone such as Europe/London')
  .refine(isTimeZone, 'is not a time zone known here; take one such as Europe/London');

/** A date that is in the calendar: 2026-02-30 is not. */
export const isCalendarDate = (date: string): boolean => {
  const at = new Date(`${date}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
};

/** Whether no two are alike. */
export const allDifferent = (values: readonly unknown[]): boolean => new Set(values).size === values.length;
