import { judgePlan } from '../safety';
import { javascriptSolver, type Solver, solvedInTurn } from '../solver';
import { horizonFaults } from './horizon-faults';
import type { HorizonPlan, HorizonPlanner } from './horizon-plan';
import type { HorizonProblem } from './horizon-problem';
import { columnCount, lpModelOf } from './lp-model';
import { planOf } from './plan-of';
import { topUp } from './top-up';

/** Wh within which a fraction is taken for the whole number it stands for; other fractions are rounded down. */
const NEARLY_WHOLE_WH = 0.01;

/** The plan by javascript-lp-solver: for small problems only, but with limits per phase. The last question, which is full of ties, could keep it busy for ever. */
export const lpPlanner: HorizonPlanner = lpPlannerOver(javascriptSolver, 'lp', false);

/**
 * The plan as linear programmes, one after the other: least weighted unmet energy; with that fixed, least soft breach; with that fixed, least
 * cost; with that fixed, if `isEarliest`, earliest. What the solver says is rounded to whole Wh and believed only after the oracle has judged it.
 */
export function lpPlannerOver(solver: Solver, id = solver.id, isEarliest = true): HorizonPlanner {
  return {
    id,
    supports: (problem) => columnCount(problem) <= solver.mostColumns,
    plan: (problem, budgetMs) => (horizonFaults(problem).length > 0 ? null : planned(problem, solver, { id, isEarliest }, budgetMs)),
  };
}

function planned(
  problem: HorizonProblem,
  solver: Solver,
  { id, isEarliest }: { readonly id: string; readonly isEarliest: boolean },
  budgetMs: number,
): HorizonPlan | null {
  if (columnCount(problem) > solver.mostColumns) return null;
  const model = lpModelOf(problem);
  const kwh = solvedInTurn(solver, model, isEarliest ? model.goals : model.goals.slice(0, -1), budgetMs);
  if (kwh === null) return null;
  const wh = new Int32Array(problem.jobs.length * problem.slots);
  problem.jobs.forEach((job, j) => {
    for (let slot = job.fromSlot; slot < job.untilSlot; slot++)
      wh[j * problem.slots + slot] = wholeWh((kwh[model.columnOf(j, slot)] as number) * 1_000);
  });
  topUp(problem, wh);
  const plan = planOf(problem, id, false, wh);
  return judgePlan(problem, plan).length === 0 ? plan : null;
}

function wholeWh(wh: number): number {
  const nearest = Math.round(wh);
  return Math.max(0, Math.abs(wh - nearest) < NEARLY_WHOLE_WH ? nearest : Math.floor(wh));
}
