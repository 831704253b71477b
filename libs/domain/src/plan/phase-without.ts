// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { flowPlanner } from './flow-planner';
import type { HorizonPlan } from './horizon-plan';
import type { HorizonNode, HorizonProblem } from './horizon-problem';
import { phasesFit } from './phase-fit';
import { placesByNature } from './phase-job-order';
import { planOf } from './plan-of';

/** The exact plan for the kW limits alone, if it keeps the phases: then no plan under more limits is better. null: it does not. */
export function planWithoutPhases(problem: HorizonProblem): HorizonPlan | null {
  if (flowPlanner.supports(problem)) return flowPlanner.plan(problem, Number.POSITIVE_INFINITY);
  const places = placesByNature(problem.jobs);
  const inKw = { ...problem, jobs: places.map((place) => problem.jobs[place]!), nodes: problem.nodes.map(inKwAlone) };
  const plan = flowPlanner.plan(inKw, Number.POSITIVE_INFINITY);
  if (plan === null || !phasesFit({ ...inKw, nodes: problem.nodes }, plan.wh)) return null;
  const wh = new Int32Array(plan.wh.length);
  places.forEach((place, i) => {
    wh.set(plan.wh.subarray(i * problem.slots, (i + 1) * problem.slots), place * problem.slots);
  });
  return planOf(problem, plan.planner, plan.exact, wh);
}

/** Three phases together are a limit in kW. */
function inKwAlone(node: HorizonNode): HorizonNode {
  const { capacityWh, phaseWh } = node;
  if (phaseWh === null) return node;
  const allWh = phaseWh[0].map((wh, slot) =>
    Math.min(wh + phaseWh[1][slot]! + phaseWh[2][slot]!, capacityWh?.[slot] ?? Number.POSITIVE_INFINITY),
  );
  return { ...node, capacityWh: allWh, phaseWh: null };
}
