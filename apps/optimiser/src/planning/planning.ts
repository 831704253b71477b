import type { HorizonPlan, HorizonProblem } from '@headroom/domain';

/** Where plans are made: in this thread, so that virtual time gives the same run again, or in another, so that nothing waits for them. */
export abstract class Planning {
  /** A plan that the oracle has judged; null: none in time. Never rejects. */
  abstract plan(problem: HorizonProblem): Promise<HorizonPlan | null>;
  abstract close(): Promise<void>;
}
