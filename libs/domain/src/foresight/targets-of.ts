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

/** What the plan gives each socket whose van was plugged in when it was made; empty where the plan has nothing to say, or has run out. */
export function targetsOf({ problem, jobs, slots }: Foresight, plan: HorizonPlan, nowMs: number): Map<string, PlannedTarget> {
  const slot = Math.max(0, slotsUntil(slots, nowMs));
  const targets = new Map<string, PlannedTarget>();
  if (slot >= problem.slots || isOfNoConsequence(problem.pricePerKwh, plan, slot)) return targets;
  jobs.forEach(({ socket, isHere }, index) => {
    const job = problem.jobs[index];
    if (!isHere || job === undefined) return;
    const planned = plan.wh.subarray(index * problem.slots, (index + 1) * problem.slots);
    const amps = ampsOfKw(kwOfWh(slots, planned[slot] ?? 0), job.phases.length);
    const priceNow = problem.pricePerKwh[slot] ?? 0;
    const laterAtNoLess = planned.some((wh, at) => at > slot && wh > 0 && (problem.pricePerKwh[at] ?? 0) >= priceNow);
    const targetA = startable(amps, job.isCharging);
    // Nobody is begun for what is spare at a moment: the plan of the next minutes sees it too.
    const mayTakeMore = targetA > 0 || job.isCharging;
    targets.set(socket, { targetA, takesSpare: mayTakeMore && (laterAtNoLess || (plan.unmetWh[index] ?? 0) > 0) });
  });
  return targets;
}

/** 0 A, or no less than a vehicle charges at. */
function startable(amps: number, isCharging: boolean): number {
  if (amps >= MIN_CHARGE_A) return Math.round(amps);
  return amps > 0 && (isCharging || amps >= LEAST_TO_BEGIN_A) ? MIN_CHARGE_A : 0;
}

/** All vans are served whole whoever goes first, and nothing gets cheaper by waiting: then they share as they rank. */
function isOfNoConsequence(prices: readonly number[], plan: HorizonPlan, slot: number): boolean {
  return plan.unmetWh.every((wh) => wh === 0) && prices.every((price, at) => at <= slot || price >= (prices[slot] ?? 0));
}
