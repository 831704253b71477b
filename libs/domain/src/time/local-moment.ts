import { dateOfUtc } from './calendar';
import { zoneOffsetMs } from './zone-offset';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What calendar and clock on the depot's wall show. */
export interface LocalMoment {
  readonly date: string;
  /** Whole minutes that the clock shows since its midnight, 0 to 1439; on a day of 23 or 25 hours not the minutes gone by. */
  readonly minuteOfDay: number;
}

/** Calendar and clock of a zone at a moment, ms. @throws RangeError for an unknown zone. */
export function localMomentOf(ms: number, zone: string): LocalMoment {
  const localMs = ms + zoneOffsetMs(ms, zone);
  const sinceMidnightMs = ((localMs % DAY_MS) + DAY_MS) % DAY_MS;
  return { date: dateOfUtc(localMs), minuteOfDay: Math.floor(sinceMidnightMs / MINUTE_MS) };
}

/** The local date of a moment, `2026-11-23`. @throws RangeError for an unknown zone. */
export function localDateOf(ms: number, zone: string): string {
  return localMomentOf(ms, zone).date;
}

/** The local time of a moment, `17:05`. @throws RangeError for an unknown zone. */
export function localTimeOf(ms: number, zone: string): string {
  const { minuteOfDay } = localMomentOf(ms, zone);
  return `${twoDigits(Math.floor(minuteOfDay / 60))}:${twoDigits(minuteOfDay % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
