import { addDays, isoWeekday, localDateOf, localTimeAt } from '../time';

/** When a van leaves and is back on one day of the week, and what it needs for that; a row of registry.plans fits. */
export interface Schedule {
  readonly vehicleId: string;
  /** ISO weekday of the departure. */
  readonly weekday: number;
  readonly departLocal: string;
  /** Not later than departLocal: the next day. */
  readonly returnLocal: string;
  readonly energyKwh?: number;
  readonly targetSocPct?: number;
}

export interface Departure {
  readonly departAtMs: number;
  readonly returnAtMs: number;
  readonly energyKwh?: number;
  readonly targetSocPct?: number;
}

/** How many working days beyond today are looked at: depots with two vans a socket charge each on alternate days. */
const WORKING_DAYS_AHEAD = 2;
const FRIDAY = 5;

/**
 * The van's next departure after now: today, or up to the second working day after today (Monday to Friday). A weekend in
 * between counts where the van has a row for it. null: nothing scheduled in that time.
 * @param schedules any van's rows; hand in the van's own (schedulesByVehicle) where there are many.
 * @throws RangeError for an unknown zone.
 */
export function nextDeparture(schedules: readonly Schedule[], vehicleId: string, nowMs: number, zone: string): Departure | null {
  const own = schedules.filter((row) => row.vehicleId === vehicleId);
  if (own.length === 0) return null;
  for (const date of datesAhead(localDateOf(nowMs, zone))) {
    const weekday = isoWeekday(date);
    const departures = own.filter((row) => row.weekday === weekday).map((row) => departureOn(date, row, zone));
    const next = departures.filter(({ departAtMs }) => departAtMs > nowMs).sort((a, b) => a.departAtMs - b.departAtMs)[0];
    if (next) return next;
  }
  return null;
}

/** A depot's schedules, sorted by van once instead of searched for each. */
export function schedulesByVehicle<T extends Schedule>(schedules: readonly T[]): Map<string, T[]> {
  const byVehicle = new Map<string, T[]>();
  for (const row of schedules) {
    const own = byVehicle.get(row.vehicleId);
    if (own) own.push(row);
    else byVehicle.set(row.vehicleId, [row]);
  }
  return byVehicle;
}

function datesAhead(today: string): string[] {
  const dates = [today];
  let workingDays = 0;
  for (let date = addDays(today, 1); workingDays < WORKING_DAYS_AHEAD; date = addDays(date, 1)) {
    dates.push(date);
    if (isoWeekday(date) <= FRIDAY) workingDays++;
  }
  return dates;
}

function departureOn(date: string, { departLocal, returnLocal, energyKwh, targetSocPct }: Schedule, zone: string): Departure {
  const returnDate = returnLocal > departLocal ? date : addDays(date, 1);
  return {
    departAtMs: localTimeAt(date, departLocal, zone),
    returnAtMs: localTimeAt(returnDate, returnLocal, zone),
    energyKwh,
    targetSocPct,
  };
}
