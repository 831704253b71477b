import solver, { type Model } from 'javascript-lp-solver';
import { judgePlan } from '../safety';
import { horizonFaults } from './horizon-faults';
import type { HorizonPlan, HorizonPlanner } from './horizon-plan';
import type { HorizonNode, HorizonProblem } from './horizon-problem';
import { planOf } from './plan-of';
import { topUp } from './top-up';

/** Beyond this a dense simplex needs too long (optimiser.md, 3.1). */
const MOST_VARIABLES = 500;
/** kWh by which a stage may fall behind what an earlier one found, so that rounding does not make it infeasible. */
const SLACK = 1e-9;
/** Wh within which a fraction is taken for the whole number it stands for; other fractions are rounded down. */
const NEARLY_WHOLE_WH = 0.01;

/**
 * The plan as linear programmes, one after the other: least weighted unmet energy; with that fixed, least soft breach; with that fixed, least cost.
 * For small problems only, but with limits per phase. What the solver says is rounded to whole Wh and believed only after the
 * oracle has judged it.
 */
export const lpPlanner: HorizonPlanner = {
  id: 'lp',
  supports: (problem) => variablesOf(problem) <= MOST_VARIABLES,
  plan(problem, budgetMs): HorizonPlan | null {
    // On figures that are no numbers the solver's simplex never ends.
    if (!(budgetMs > 0) || variablesOf(problem) > MOST_VARIABLES || horizonFaults(problem).length > 0) return null;
    try {
      return planned(problem, budgetMs);
    } catch {
      return null;
    }
  },
};

function variablesOf({ jobs }: HorizonProblem): number {
  return jobs.reduce((sum, { fromSlot, untilSlot }) => sum + Math.max(0, untilSlot - fromSlot) + 1, 0);
}

type Row = Record<string, number>;

function planned(problem: HorizonProblem, budgetMs: number): HorizonPlan | null {
  const model = modelOf(problem);
  const stages = problem.nodes.some(({ softWh }) => softWh !== null) ? ['unmet', 'breach', 'cost'] : ['unmet', 'cost'];
  let kwh: Row = {};
  for (const stage of stages) {
    const solved = solver.Solve({ ...model, optimize: stage, options: { timeout: budgetMs / stages.length } }) as unknown as Row & {
      feasible: unknown;
    };
    if (solved.feasible !== true) return null;
    kwh = solved;
    let reached = 0;
    for (const [name, uses] of Object.entries(model.variables)) reached += (uses[stage] ?? 0) * (kwh[name] ?? 0);
    model.constraints[stage] = { max: reached + SLACK };
  }
  const wh = new Int32Array(problem.jobs.length * problem.slots);
  problem.jobs.forEach((job, j) => {
    for (let slot = job.fromSlot; slot < job.untilSlot; slot++)
      wh[j * problem.slots + slot] = wholeWh((kwh[`kwh${j}.${slot}`] ?? 0) * 1000);
  });
  topUp(problem, wh);
  const plan = planOf(problem, 'lp', false, wh);
  return judgePlan(problem, plan).length === 0 ? plan : null;
}

function wholeWh(wh: number): number {
  const nearest = Math.round(wh);
  return Math.max(0, Math.abs(wh - nearest) < NEARLY_WHOLE_WH ? nearest : Math.floor(wh));
}

function modelOf(
  problem: HorizonProblem,
): Model & { constraints: Record<string, { max?: number; equal?: number }>; variables: Record<string, Row> } {
  const constraints: Record<string, { max?: number; equal?: number }> = {};
  const variables: Record<string, Row> = {};
  const byId = new Map(problem.nodes.map((node) => [node.id, node]));
  problem.jobs.forEach((job, j) => {
    constraints[`need${j}`] = { equal: job.neededWh / 1000 };
    variables[`unmet${j}`] = { unmet: job.priority, [`need${j}`]: 1 };
    for (let slot = job.fromSlot; slot < job.untilSlot; slot++) {
      const uses: Row = { cost: problem.pricePerKwh[slot] ?? 0, [`need${j}`]: 1, [`most${j}.${slot}`]: 1 };
      constraints[`most${j}.${slot}`] = { max: job.maxWh / 1000 };
      for (let node = byId.get(job.node); node !== undefined; node = node.parent === null ? undefined : byId.get(node.parent)) {
        const use = (limit: string, limitWh: number | undefined, share: number) => {
          uses[`${limit} ${node?.id} ${slot}`] = share;
          constraints[`${limit} ${node?.id} ${slot}`] = { max: (limitWh ?? 0) / 1000 };
        };
        if (node.capacityWh) use('hard', node.capacityWh[slot], 1);
        for (const phase of node.phaseWh ? job.phases : []) use(`phase${phase}`, node.phaseWh?.[phase][slot], 1 / job.phases.length);
        if (node.softWh) soften(node, slot, use, variables);
      }
      variables[`kwh${j}.${slot}`] = uses;
    }
  });
  return { optimize: '', opType: 'min', constraints, variables };
}

function soften(
  node: HorizonNode,
  slot: number,
  use: (limit: string, limitWh: number | undefined, share: number) => void,
  variables: Record<string, Row>,
) {
  use('soft', node.softWh?.[slot], 1);
  variables[`breach ${node.id} ${slot}`] = { breach: 1, [`soft ${node.id} ${slot}`]: -1 };
}
