import type { HorizonPlan } from '../plan';
import { ampsOfKw, MIN_CHARGE_A } from '../units';
import type { Foresight } from './horizon-problem-of';
import { kwOfWh, slotsUntil } from './slots';

/** What the plan gives a socket now. */
export interface PlannedTarget {
  readonly targetA: number;
  /** More is of use: the plan charges this van later at no lower price, or cannot serve it whole. */
  readonly takesSpare: boolean;
}

/** Less than this is not worth beginning to charge for. */
const LEAST_TO_BEGIN_A = 2;

/** What the plan gives each socket whose van was plugged in when it was made; empty once the plan has run out. */
export function targetsOf({ problem, jobs, slots }: Foresight, plan: HorizonPlan, nowMs: number): Map<string, PlannedTarget> {
  const slot = Math.max(0, slotsUntil(slots, nowMs));
  const targets = new Map<string, PlannedTarget>();
  if (slot >= problem.slots) return targets;
  jobs.forEach(({ socket, isHere }, index) => {
    const job = problem.jobs[index];
    if (!isHere || job === undefined) return;
    const planned = plan.wh.subarray(index * problem.slots, (index + 1) * problem.slots);
    const amps = ampsOfKw(kwOfWh(slots, planned[slot] ?? 0), job.phases.length);
    const priceNow = problem.pricePerKwh[slot] ?? 0;
    const laterAtNoLess = planned.some((wh, at) => at > slot && wh > 0 && (problem.pricePerKwh[at] ?? 0) >= priceNow);
    targets.set(socket, { targetA: startable(amps, job.isCharging), takesSpare: laterAtNoLess || (plan.unmetWh[index] ?? 0) > 0 });
  });
  return targets;
}

/** 0 A, or no less than a vehicle charges at. */
function startable(amps: number, isCharging: boolean): number {
  if (amps >= MIN_CHARGE_A) return Math.round(amps);
  return amps > 0 && (isCharging || amps >= LEAST_TO_BEGIN_A) ? MIN_CHARGE_A : 0;
}
