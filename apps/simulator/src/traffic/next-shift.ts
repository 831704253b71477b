import type { DepotPlans } from '@headroom/contracts';
import { addDays, isoWeekday, localDateOf, localTimeAt } from '@headroom/domain';

type Schedule = DepotPlans['schedules'][number];

export interface Shift {
  readonly departMs: number;
  readonly returnMs: number;
  readonly schedule: Schedule;
}

const DAYS_AHEAD = 8;

/** The van's first shift that starts after a moment; null where it has none in a week. A return before the departure is the next day's. */
export const nextShift = (schedules: readonly Schedule[], zone: string, afterMs: number): Shift | null =>
  shiftsFrom(schedules, zone, afterMs, 0).find(({ departMs }) => departMs > afterMs) ?? null;

/** The shift that the van is out on at a moment. */
export const shiftAt = (schedules: readonly Schedule[], zone: string, nowMs: number): Shift | null =>
  shiftsFrom(schedules, zone, nowMs, -1).find(({ departMs, returnMs }) => departMs <= nowMs && nowMs < returnMs) ?? null;

const shiftsFrom = (schedules: readonly Schedule[], zone: string, fromMs: number, firstDay: number): Shift[] => {
  const today = localDateOf(fromMs, zone);
  const days = Array.from({ length: DAYS_AHEAD }, (_, day) => addDays(today, firstDay + day));
  return days
    .flatMap((date) => schedules.filter(({ weekday }) => weekday === isoWeekday(date)).map((schedule) => shiftOn(date, schedule, zone)))
    .sort((a, b) => a.departMs - b.departMs);
};

const shiftOn = (date: string, schedule: Schedule, zone: string): Shift => {
  const departMs = localTimeAt(date, schedule.departLocal, zone);
  const sameDayMs = localTimeAt(date, schedule.returnLocal, zone);
  const returnMs = sameDayMs > departMs ? sameDayMs : localTimeAt(addDays(date, 1), schedule.returnLocal, zone);
  return { departMs, returnMs, schedule };
};
