import { type HorizonPlan, type HorizonPlanner, type HorizonProblem, soundPlanOf } from '@headroom/domain';
import { Logger } from '@nestjs/common';
import { PLAN_BUDGET_MS } from './planners';

const log = new Logger('optimiser');

/** The first sound plan; null: there is none. A planner that is broken is passed over, and engineers hear of it. */
export function planned(problem: HorizonProblem, planners: readonly HorizonPlanner[]): HorizonPlan | null {
  const { plan, rejected } = soundPlanOf(planners, problem, PLAN_BUDGET_MS);
  for (const { planner, why, isBroken } of rejected) {
    if (isBroken) log.error(`the plan of ${planner} for ${problem.nodes[0]?.id} and ${problem.jobs.length} jobs is not used: ${why}`);
  }
  return plan;
}
