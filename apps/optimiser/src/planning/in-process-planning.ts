import type { AllocationProblem, FoundAmps, HorizonPlan, HorizonProblem } from '@headroom/domain';
import { planned } from './planned';
import { planners } from './planners';
import { Planning } from './planning';

/** Plans at once, in this thread. No solver is asked: whether it answers in time depends on the machine, and virtual time must not. */
export class InProcessPlanning extends Planning {
  async plan(problem: HorizonProblem): Promise<HorizonPlan | null> {
    return planned(problem, planners);
  }

  async exactAmps(_problem: AllocationProblem): Promise<Omit<FoundAmps, 'question'> | null> {
    return null;
  }

  async close(): Promise<void> {}
}
