const DAY_MS = 86_400_000;
const SHAPE = /^(\d{4})-(\d\d)-(\d\d)$/;

/** The date so many days later, or earlier when negative: dates only, so no clock change matters. @throws RangeError for an impossible date. */
export function addDays(date: string, days: number): string {
  return dateOfUtc(utcMidnightOf(date) + days * DAY_MS);
}

/** ISO weekday: Monday 1 to Sunday 7. @throws RangeError for an impossible date. */
export function isoWeekday(date: string): number {
  return new Date(utcMidnightOf(date)).getUTCDay() || 7;
}

/**
 * How many days the range holds, both ends included: 1 for a single date, 0 or less when it ends before it begins.
 * An end such as 31 April, which people do write, counts as the day after the 30th rather than stopping a depot's plan.
 */
export function daysInRange(first: string, last: string): number {
  return (overflowingMs(last) - overflowingMs(first)) / DAY_MS + 1;
}

/** Midnight of a date were it in UTC, ms: a day's place on the calendar rather than a moment. @throws RangeError for an impossible date. */
export function utcMidnightOf(date: string): number {
  const ms = overflowingMs(date);
  const found = new Date(ms);
  // A day or a month too many has run over into another month or year.
  if (found.getUTCMonth() + 1 !== Number(date.slice(5, 7)) || found.getUTCFullYear() !== Number(date.slice(0, 4)))
    throw new RangeError(`not a date: '${date}'; one such as 2026-11-23 is needed`);
  return ms;
}

/** The calendar date of a moment in UTC. */
export function dateOfUtc(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** As utcMidnightOf, but a day too many runs over into the next month; NaN for what is not written as a date. */
function overflowingMs(date: string): number {
  const [, year, month, day] = SHAPE.exec(date) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day));
}
