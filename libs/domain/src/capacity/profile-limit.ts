import { daysInRange, isoWeekday, type LocalMoment } from '../time';
import type { BoundKw } from './piece';

/** An agreed import limit of a connection over the day; a row of registry.plans fits. */
export interface ProfiledConnection {
  readonly id: string;
  readonly connectionId: string;
  /** First and last local date, both included. */
  readonly validFrom: string;
  readonly validTo: string;
  /** ISO weekdays. */
  readonly weekdays: readonly number[];
  /** kW for each of the 48 local half-hours; null: this profile says nothing; 0: no import. */
  readonly limitsKw: readonly (number | null)[];
}

/**
 * What the profiles of one connection allow at a moment; null where none says anything.
 *
 * The one with the narrowest range of dates speaks first, so that a single date can differ from its season; of equally
 * narrow ones the lowest limit holds. A half-hour of which it says nothing falls to the next wider one.
 */
export function profileLimitAt(profiles: readonly ProfiledConnection[], { date, minuteOfDay }: LocalMoment): BoundKw | null {
  const weekday = isoWeekday(date);
  const halfHour = Math.floor(minuteOfDay / 30);
  let narrowest: (BoundKw & { readonly days: number }) | null = null;
  for (const profile of profiles) {
    const kw = profile.limitsKw[halfHour] ?? null;
    const holds = profile.validFrom <= date && date <= profile.validTo && profile.weekdays.includes(weekday);
    if (kw === null || !holds) continue;
    const days = daysInRange(profile.validFrom, profile.validTo);
    if (!narrowest || days < narrowest.days || (days === narrowest.days && kw < narrowest.kw)) {
      narrowest = { kw, boundBy: `profile:${profile.id}`, days };
    }
  }
  return narrowest && { kw: narrowest.kw, boundBy: narrowest.boundBy };
}
