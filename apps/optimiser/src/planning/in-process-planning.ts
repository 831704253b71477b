import { type AllocationProblem, type FoundAmps, type HorizonPlan, type HorizonProblem, soundPlanOf } from '@headroom/domain';
import { PLAN_BUDGET_MS, planners } from './planners';
import { Planning } from './planning';

/** Plans at once, in this thread. No solver is asked: whether it answers in time depends on the machine, and virtual time must not. */
export class InProcessPlanning extends Planning {
  async plan(problem: HorizonProblem): Promise<HorizonPlan | null> {
    return soundPlanOf(planners, problem, PLAN_BUDGET_MS).plan;
  }

  async exactAmps(_problem: AllocationProblem): Promise<Omit<FoundAmps, 'question'> | null> {
    return null;
  }

  async close(): Promise<void> {}
}
