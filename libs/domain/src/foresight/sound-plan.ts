import type { HorizonPlan, HorizonPlanner, HorizonProblem } from '../plan';
import { judgePlan } from '../safety';

/** A plan that may be used, and why others may not. */
export interface PlanDecision {
  /** null: nobody had a sound plan, so every van takes what the moment leaves it. */
  readonly plan: HorizonPlan | null;
  readonly rejected: readonly { readonly planner: string; readonly why: string }[];
}

/** Asks the planners in turn until the oracle finds nothing wrong with an answer. */
export function soundPlanOf(planners: readonly HorizonPlanner[], problem: HorizonProblem, budgetMs: number): PlanDecision {
  const rejected: { planner: string; why: string }[] = [];
  for (const planner of planners) {
    const answer = answerOf(planner, problem, budgetMs);
    if (typeof answer !== 'string') return { plan: answer, rejected };
    rejected.push({ planner: planner.id, why: answer });
  }
  return { plan: null, rejected };
}

function answerOf(planner: HorizonPlanner, problem: HorizonProblem, budgetMs: number): HorizonPlan | string {
  try {
    if (!planner.supports(problem)) return 'cannot plan such a depot';
    const plan = planner.plan(problem, budgetMs);
    if (plan === null) return 'had no plan in time';
    const [wrong] = judgePlan(problem, plan);
    return wrong === undefined ? plan : `${wrong.kind} of ${wrong.of}: ${wrong.used} of ${wrong.limit}`;
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
