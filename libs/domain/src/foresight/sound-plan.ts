import type { HorizonPlan, HorizonPlanner, HorizonProblem } from '../plan';
import { judgePlan } from '../safety';

/** A plan that may be used, and why others may not. */
export interface PlanDecision {
  /** null: nobody had a sound plan, so every van takes what the moment leaves it. */
  readonly plan: HorizonPlan | null;
  readonly rejected: readonly Rejection[];
}

export interface Rejection {
  readonly planner: string;
  readonly why: string;
  /** The planner is broken: it threw, or what it answered breaks a limit. Otherwise it only cannot, or had not the time. */
  readonly isBroken: boolean;
}

/** Asks the planners in turn until the oracle finds nothing wrong with an answer. */
export function soundPlanOf(planners: readonly HorizonPlanner[], problem: HorizonProblem, budgetMs: number): PlanDecision {
  const rejected: Rejection[] = [];
  for (const planner of planners) {
    const answer = answerOf(planner, problem, budgetMs);
    if (!('why' in answer)) return { plan: answer, rejected };
    rejected.push({ planner: planner.id, ...answer });
  }
  return { plan: null, rejected };
}

function answerOf(planner: HorizonPlanner, problem: HorizonProblem, budgetMs: number): HorizonPlan | Omit<Rejection, 'planner'> {
  try {
    if (!planner.supports(problem)) return { why: 'cannot plan such a depot', isBroken: false };
    const plan = planner.plan(problem, budgetMs);
    if (plan === null) return { why: 'had no plan in time', isBroken: false };
    const [wrong] = judgePlan(problem, plan);
    return wrong === undefined ? plan : { why: `${wrong.kind} of ${wrong.of}: ${wrong.used} of ${wrong.limit}`, isBroken: true };
  } catch (error) {
    return { why: `failed: ${error instanceof Error ? error.message : String(error)}`, isBroken: true };
  }
}
