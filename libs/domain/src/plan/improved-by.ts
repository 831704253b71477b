import type { HorizonPlan, HorizonPlanner } from './horizon-plan';
import type { HorizonProblem } from './horizon-problem';

/** Of each job, what rounding to whole Wh may cost a plan. */
const ROUNDING_KWH = 0.001;
const ROUNDING_COST = 1e-6;

/**
 * Asks a slow planner where the first one had to approximate, and takes the better of the two; a slow one that is late, wrong or rubbish
 * costs nothing but time. An answer that the first one had from another (phases from flow: no phase binds) needs no improvement.
 * @param slowBudgetMs of the slow one, whatever the first one's is.
 */
export function improvedBy(first: HorizonPlanner, slow: HorizonPlanner, slowBudgetMs: number): HorizonPlanner {
  return {
    id: `${first.id} or ${slow.id}`,
    supports: (problem) => first.supports(problem),
    plan(problem, budgetMs) {
      const plan = first.plan(problem, budgetMs);
      if (plan === null || plan.planner !== first.id || !slow.supports(problem)) return plan;
      const other = slow.plan(problem, slowBudgetMs);
      return other !== null && isBetter(problem, other, plan) ? other : plan;
    },
  };
}

/** Less weighted unmet energy; with the same, less soft breach; with the same, less cost. */
function isBetter(problem: HorizonProblem, one: HorizonPlan, other: HorizonPlan): boolean {
  const roundingKwh = ROUNDING_KWH * problem.jobs.length;
  const unmet = weightedUnmetKwh(problem, one) - weightedUnmetKwh(problem, other);
  if (Math.abs(unmet) > roundingKwh) return unmet < 0;
  const breach = (one.softBreachWh - other.softBreachWh) / 1_000;
  if (Math.abs(breach) > roundingKwh) return breach < 0;
  return one.cost < other.cost - ROUNDING_COST;
}

function weightedUnmetKwh({ jobs }: HorizonProblem, { unmetWh }: HorizonPlan): number {
  return jobs.reduce((sum, { priority }, job) => sum + (priority * (unmetWh[job] ?? Number.POSITIVE_INFINITY)) / 1_000, 0);
}
