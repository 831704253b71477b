import { addDays, halfHoursOf, localDateOf, localTimesAt } from '../time';

/** Every moment in [fromMs, untilMs) at which a limit can change, in order, fromMs first: the local half-hours, the given clock times and the given moments. */
export function changeTimes(
  fromMs: number,
  untilMs: number,
  zone: string,
  clockTimes: readonly string[],
  momentsMs: readonly number[],
): number[] {
  const moments = new Set<number>([fromMs, ...momentsMs]);
  for (const date of datesOf(fromMs, untilMs, zone)) {
    for (const halfHour of halfHoursOf(date, zone)) moments.add(halfHour.from);
    for (const time of clockTimes) for (const ms of localTimesAt(date, time, zone)) moments.add(ms);
  }
  return [...moments].filter((ms) => fromMs <= ms && ms < untilMs).sort((a, b) => a - b);
}

/** The local dates that [fromMs, untilMs) touches. */
function datesOf(fromMs: number, untilMs: number, zone: string): string[] {
  const last = localDateOf(untilMs, zone);
  const dates: string[] = [];
  for (let date = localDateOf(fromMs, zone); date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}
