import solver, { type Model } from 'javascript-lp-solver';
import type { Column, LinearModel, Row } from './linear-model';
import type { Solver } from './solver';

type Limit = { min?: number; max?: number; equal?: number };

/**
 * javascript-lp-solver, for small models: its simplex keeps the whole table, and a limit of a column is a row of its own. Its time limit is
 * looked at between the branches of a mixed-integer model only, and out of time it may hand out the best that it has found till then.
 * Linear models of more columns took it up to 4 s, and these 25 ms (p95 100).
 */
export const javascriptSolver: Solver = {
  id: 'javascript-lp-solver',
  mostColumns: 300,
  solve(model, timeLimitMs) {
    const result = solver.Solve(named(model, timeLimitMs)) as unknown as Record<string, number | boolean | undefined>;
    if (result.feasible !== true) return { status: 'infeasible', values: [] };
    // Out of time it may also hand out a relaxation, and calls that feasible.
    if (result.isIntegral !== true && model.columns.some(({ isWhole }) => isWhole)) return { status: 'none', values: [] };
    return { status: 'optimal', values: model.columns.map((_, index) => Number(result[`column${index}`] ?? 0)) };
  },
};

/** The model as it reads one: by name, each variable with what it uses of each constraint. */
function named({ sense, goal, columns, rows }: LinearModel, timeLimitMs: number): Model {
  const constraints: Record<string, Limit> = {};
  const variables: Record<string, Record<string, number>> = {};
  const ints: Record<string, 1> = {};
  rows.forEach((row, index) => {
    constraints[`row${index}`] = limitOf(row);
  });
  columns.forEach((column, index) => {
    if (column.most === 0) return;
    variables[`column${index}`] = { goal: goal[index] as number, ...usesOf(column, index) };
    if (column.most < Number.POSITIVE_INFINITY) constraints[`most${index}`] = { max: column.most };
    if (column.isWhole) ints[`column${index}`] = 1;
  });
  return { optimize: 'goal', opType: sense === 'most' ? 'max' : 'min', constraints, variables, ints, options: { timeout: timeLimitMs } };
}

function limitOf({ least, most }: Row): Limit {
  if (least === most) return { equal: most };
  return { ...(least > Number.NEGATIVE_INFINITY && { min: least }), ...(most < Number.POSITIVE_INFINITY && { max: most }) };
}

function usesOf({ most, uses }: Column, index: number): Record<string, number> {
  const used = Object.fromEntries(uses.map(([row, amount]) => [`row${row}`, amount]));
  return most < Number.POSITIVE_INFINITY ? { ...used, [`most${index}`]: 1 } : used;
}
