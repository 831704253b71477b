import type { HorizonProblem } from './horizon-problem';

/** How much each job gets in each slot. */
export interface HorizonPlan {
  /** Who made it: `flow`, `phases`, `lp`, `highs`. */
  readonly planner: string;
  /** No better plan exists: least priority-weighted unmet energy, then least soft breach, then least cost, then as early as possible. */
  readonly exact: boolean;
  /** Wh, job by job in the problem's order, slot by slot: job i in slot t at index i × slots + t. */
  readonly wh: Int32Array;
  /** By job, Wh. */
  readonly unmetWh: readonly number[];
  /** Energy above soft capacities, Wh. */
  readonly softBreachWh: number;
  /** In the currency of the prices. */
  readonly cost: number;
}

/** Makes plans. Never throws on a problem that `horizonFaults` finds nothing wrong with. */
export interface HorizonPlanner {
  readonly id: string;
  /** Whether it can plan this within what it promises. */
  supports(problem: HorizonProblem): boolean;
  /** null: not within the budget, or not at all; the next planner is asked. */
  plan(problem: HorizonProblem, budgetMs: number): HorizonPlan | null;
}
