import { addDays, localDateOf, localTimeAt } from '@headroom/domain';
import type { Session } from './session';

/** Whole local days, from midnight to midnight. */
export interface Days {
  readonly firstDate: string;
  readonly count: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

export const daysFrom = (firstDate: string, count: number, zone: string): Days => ({
  firstDate,
  count,
  fromMs: localTimeAt(firstDate, '00:00', zone),
  untilMs: localTimeAt(addDays(firstDate, count), '00:00', zone),
});

/** The run of days in which most energy was charged; the earliest of equals. Null where there is no session. */
export const busiestDays = (sessions: readonly Session[], count: number, zone: string): Days | null => {
  const kwhOf = new Map<string, number>();
  for (const { startMs, energyKwh } of sessions) {
    const date = localDateOf(startMs, zone);
    kwhOf.set(date, (kwhOf.get(date) ?? 0) + energyKwh);
  }
  const runKwh = (date: string) => Array.from({ length: count }, (_, day) => kwhOf.get(addDays(date, day)) ?? 0).reduce((a, b) => a + b, 0);
  const [first, ...later] = [...kwhOf.keys()].sort();
  if (first === undefined) return null;
  const best = later.reduce((chosen, date) => (runKwh(date) > runKwh(chosen) + 1e-9 ? date : chosen), first);
  return daysFrom(best, count, zone);
};

/** Sessions that begin and end within the days: what is cut off on either side has no known need. */
export const sessionsWithin = (sessions: readonly Session[], { fromMs, untilMs }: Days): Session[] =>
  sessions.filter(({ startMs, endMs }) => startMs >= fromMs && endMs <= untilMs);
