import type { HorizonPlan } from '../plan';
import type { Foresight } from './horizon-problem-of';

/** A plan that a depot follows. */
export interface AdoptedPlan {
  readonly foresight: Foresight;
  readonly plan: HorizonPlan;
  /** The moment that it was made from. */
  readonly atMs: number;
}

/** Following every new plan costs messages and charge; a plan is followed for so long, unless something happens. In the closed loop 10 minutes save a third of the messages of 5. */
const FOLLOWED_MS = 10 * 60_000;
/** kWh, weighted by priority, that make a plan clearly better, or say that the old one does not hold any more. */
const CLEAR_KWH = 0.5;

/** Whether a new plan is to be followed in place of the one before. @param isEvent a van came or left, or a capacity changed. */
export function isWorthAdopting(before: AdoptedPlan | null, after: Omit<AdoptedPlan, 'atMs'>, isEvent: boolean, nowMs: number): boolean {
  if (before === null || isEvent || nowMs >= before.atMs + FOLLOWED_MS) return true;
  return Math.abs(weightedUnmetKwh(after) - weightedUnmetKwh(before)) > CLEAR_KWH;
}

function weightedUnmetKwh({ foresight, plan }: Omit<AdoptedPlan, 'atMs'>): number {
  return foresight.problem.jobs.reduce((sum, job, index) => sum + (job.priority * (plan.unmetWh[index] ?? 0)) / 1_000, 0);
}
