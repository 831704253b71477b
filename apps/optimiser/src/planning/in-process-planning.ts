import { type HorizonPlan, type HorizonProblem, soundPlanOf } from '@headroom/domain';
import { Injectable } from '@nestjs/common';
import { PLAN_BUDGET_MS, planners } from './planners';
import { Planning } from './planning';

/** Plans at once, in this thread. */
@Injectable()
export class InProcessPlanning extends Planning {
  async plan(problem: HorizonProblem): Promise<HorizonPlan | null> {
    return soundPlanOf(planners, problem, PLAN_BUDGET_MS).plan;
  }

  async close(): Promise<void> {}
}
