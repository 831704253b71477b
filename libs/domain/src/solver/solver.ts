import { isSound, keeps, type LinearModel } from './linear-model';

/** The port that solvers stand behind. One may throw, be late or be wrong: it is asked by `solved`, which believes nothing. */
export interface Solver {
  readonly id: string;
  /** A model of more columns takes it too long. */
  readonly mostColumns: number;
  /** Gives up after about the time limit, ms. */
  solve(model: LinearModel, timeLimitMs: number): Solution;
}

export interface Solution {
  /** `none`: not in time, or it failed. */
  readonly status: 'optimal' | 'infeasible' | 'none';
  /** By column; only those of an optimal solution count. */
  readonly values: ArrayLike<number>;
}

/** The values of a model's columns, or null: no answer, none in time, or one that does not even keep the model. */
export function solved(solver: Solver, model: LinearModel, timeLimitMs: number): ArrayLike<number> | null {
  if (!(timeLimitMs > 0) || model.columns.length > solver.mostColumns || !isSound(model)) return null;
  try {
    const { status, values } = solver.solve(model, timeLimitMs);
    return status === 'optimal' && keeps(model, values) ? values : null;
  } catch {
    return null;
  }
}
