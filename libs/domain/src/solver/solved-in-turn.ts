import type { LinearModel } from './linear-model';
import { type Solver, solved } from './solver';

/**
 * By which a goal may fall behind what was reached for it before, so that rounding does not make the next one infeasible. Within the 1e-8 that
 * javascript-lp-solver calls rounding it found no answer in 11 of 41 depots; with this one in all.
 */
const SLACK = 1e-6;

/**
 * The least of the first goal; of all answers with that the least of the second, and so on: one model after the other instead of weights, of
 * which one would swamp the other. null: one of them had no answer.
 */
export function solvedInTurn(
  solver: Solver,
  { columns, rows }: Pick<LinearModel, 'columns' | 'rows'>,
  goals: readonly (readonly number[])[],
  timeLimitMs: number,
): ArrayLike<number> | null {
  const wanted = goals.filter((goal) => goal.some((amount) => amount !== 0));
  let model: LinearModel = { sense: 'least', goal: columns.map(() => 0), columns, rows };
  let values: ArrayLike<number> | null = columns.map(() => 0);
  for (const goal of wanted) {
    values = solved(solver, { ...model, goal }, timeLimitMs / wanted.length);
    if (values === null) return null;
    model = { ...model, ...fixed(model, goal, values) };
  }
  return values;
}

/** The same with what was reached for a goal as a limit. */
function fixed({ columns, rows }: LinearModel, goal: readonly number[], values: ArrayLike<number>): Pick<LinearModel, 'columns' | 'rows'> {
  const reached = goal.reduce((sum, amount, column) => sum + amount * (values[column] as number), 0);
  return {
    rows: [...rows, { least: Number.NEGATIVE_INFINITY, most: reached + SLACK }],
    columns: columns.map((column, index) => {
      const amount = goal[index] as number;
      return amount === 0 ? column : { ...column, uses: [...column.uses, [rows.length, amount] as const] };
    }),
  };
}
