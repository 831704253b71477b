import type { AllocationProblem, FoundAmps, HorizonPlan, HorizonProblem } from '@headroom/domain';

/** What solves linear programmes in the planner's thread. */
export type SolverName = 'javascript' | 'highs';

/** What the planner's thread is asked. */
export type Question =
  | { readonly id: number; readonly kind: 'plan'; readonly problem: HorizonProblem }
  | { readonly id: number; readonly kind: 'exact'; readonly problem: AllocationProblem };

/** An answer to each kind; null: none in time. */
export interface Answers {
  readonly plan: HorizonPlan | null;
  readonly exact: Omit<FoundAmps, 'question'> | null;
}
