import type { DepotDossier, DepotPlans } from '@headroom/contracts';
import { type Departure, nextDeparture, schedulesByVehicle } from '@headroom/domain';

type SchedulesByVehicle = ReturnType<typeof schedulesByVehicle>;

/** Departures move on with time, and days come into sight; this often is soon enough. */
const LOOK_AGAIN_MS = 15 * 60_000;

const sorted = new WeakMap<DepotPlans, SchedulesByVehicle>();

/** A van's next departure as it was last looked up. */
export interface DepartureAhead {
  readonly departure: Departure | null;
  readonly departAt: string | null;
  readonly plans: DepotPlans | undefined;
  readonly timezone: string;
  readonly lookAgainMs: number;
}

/** The next departure; looked up anew only when plans, zone or time ask for it. */
export function departureAhead(
  before: DepartureAhead | null,
  vehicle: string,
  plans: DepotPlans | undefined,
  { timezone }: DepotDossier,
  nowMs: number,
): DepartureAhead {
  if (before !== null && before.plans === plans && before.timezone === timezone && nowMs < before.lookAgainMs) return before;
  const own = plans === undefined ? [] : (schedulesOf(plans).get(vehicle) ?? []);
  const departure = nextDeparture(own, vehicle, nowMs, timezone);
  const lookAgainMs = Math.min(departure?.departAtMs ?? Number.POSITIVE_INFINITY, nowMs + LOOK_AGAIN_MS);
  const departAt = departure && new Date(departure.departAtMs).toISOString();
  return { departure, departAt, plans, timezone, lookAgainMs };
}

function schedulesOf(plans: DepotPlans): SchedulesByVehicle {
  const before = sorted.get(plans);
  if (before) return before;
  const byVehicle = schedulesByVehicle(plans.schedules);
  sorted.set(plans, byVehicle);
  return byVehicle;
}
