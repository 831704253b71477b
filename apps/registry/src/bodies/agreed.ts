import { flexibilityWindow, localDate, localTime, percent, plainId, profiledConnection } from '@headroom/contracts';
import { z } from 'zod';
import { absentOr, allDifferent, displayName, idOrPath, isCalendarDate } from './fields';

const anyInstant = z.iso
  .datetime({ offset: true, error: 'an ISO 8601 time with its zone, such as 2026-11-23T17:00:00Z' })
  .transform((at) => new Date(at).toISOString());
const calendarDate = localDate.refine(isCalendarDate, 'is not in the calendar');

export const scheduleBody = z
  .strictObject({
    id: absentOr(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,95}$/, 'letters, digits, _ and - only, 96 at the most')),
    vehicleId: idOrPath,
    weekday: z.int().min(1).max(7),
    departLocal: localTime,
    returnLocal: localTime,
    energyKwh: absentOr(z.number().min(0).max(2_000)),
    targetSocPct: absentOr(percent),
  })
  .refine((row) => (row.energyKwh === undefined) !== (row.targetSocPct === undefined), 'give energyKwh or targetSocPct, one of the two');
export type ScheduleBody = z.output<typeof scheduleBody> & { id: string };

export const profiledConnectionBody = z
  .strictObject({
    ...profiledConnection.shape,
    connectionId: absentOr(idOrPath),
    name: absentOr(displayName(200)),
    validFrom: calendarDate,
    validTo: calendarDate,
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).refine(allDifferent, 'each weekday once').default([1, 2, 3, 4, 5, 6, 7]),
  })
  .refine(({ validFrom, validTo }) => validFrom <= validTo, { path: ['validTo'], message: 'is before validFrom' });
export type ProfiledConnectionBody = z.output<typeof profiledConnectionBody> & { connectionId: string; name: string };

export const flexibilityWindowBody = z
  .strictObject({ ...flexibilityWindow.shape, id: absentOr(plainId), from: anyInstant, until: anyInstant })
  .refine(({ from, until }) => from < until, { path: ['until'], message: 'is not after from' });
export type FlexibilityWindowBody = z.output<typeof flexibilityWindowBody> & { id: string };
