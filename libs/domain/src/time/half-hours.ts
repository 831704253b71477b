import { addDays } from './calendar';
import { localMomentOf } from './local-moment';
import { localTimeAt } from './local-time-at';

const HALF_HOUR_MS = 1_800_000;

export interface HalfHour {
  /** ms, included. */
  readonly from: number;
  /** ms, excluded. */
  readonly until: number;
  /** Which half-hour of the day the clock shows, 0 to 47. When the clocks go back two of them come twice; forward, two are left out. */
  readonly index: number;
}

/**
 * The half-hours of a local date, in order and without gaps: 48, or 46 and 50 on the days when the clocks change
 * (47 and 49 on Lord Howe, which changes by half an hour; none for a date that a zone left out altogether).
 * @throws RangeError for an impossible date and for an unknown zone.
 */
export function halfHoursOf(date: string, zone: string): HalfHour[] {
  const end = localTimeAt(addDays(date, 1), '00:00', zone);
  const halfHours: HalfHour[] = [];
  for (let from = localTimeAt(date, '00:00', zone); from < end; from += HALF_HOUR_MS) {
    halfHours.push({ from, until: Math.min(from + HALF_HOUR_MS, end), index: halfHourIndexOf(from, zone) });
  }
  return halfHours;
}

/** Which half-hour of the local day a moment, ms, lies in, 0 to 47. @throws RangeError for an unknown zone. */
export function halfHourIndexOf(ms: number, zone: string): number {
  return Math.floor(localMomentOf(ms, zone).minuteOfDay / 30);
}
