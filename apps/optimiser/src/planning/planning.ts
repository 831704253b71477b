import type { AllocationProblem, FoundAmps, HorizonPlan, HorizonProblem } from '@headroom/domain';
import type { OnApplicationShutdown } from '@nestjs/common';

/** Where slow answers are made: in this thread, so that virtual time gives the same run again, or in another, so that nothing waits for them. */
export abstract class Planning implements OnApplicationShutdown {
  /** A plan that the oracle has judged; null: none in time. Never rejects. */
  abstract plan(problem: HorizonProblem): Promise<HorizonPlan | null>;
  /** The best amps of a moment; null: none in time. Never rejects. */
  abstract exactAmps(problem: AllocationProblem): Promise<Omit<FoundAmps, 'question'> | null>;
  abstract close(): Promise<void>;

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}
