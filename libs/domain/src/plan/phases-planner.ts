// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { flowPlanner } from './flow-planner';
import type { HorizonPlan, HorizonPlanner } from './horizon-plan';
import type { HorizonNode, HorizonProblem } from './horizon-problem';
import { whOf } from './phase-answer';
import { cheapen } from './phase-cheapen';
import { phasesFit } from './phase-fit';
import { emptyLoad, fillCheapest, keepWithin, type PhaseLoad, underLimits } from './phase-load';
import { type PhaseModel, phaseModelOf } from './phase-model';
import { noMoves } from './phase-moves';
import { outbid, serveInOrder } from './phase-serve';
import { waysFor } from './phase-ways';
import { planOf } from './plan-of';

/**
 * Plans where limits per phase bind and one- and three-phase vans share them; there an exact plan is a linear programme, and this one comes
 * near it. Where the exact plan for the kW limits alone keeps the phases, that is the answer: no plan under more limits is better.
 *
 * Otherwise jobs are served in the order of their worth, and one that finds its slots full asks others to move, one on each full phase if need
 * be, who ask others in turn. Who is still short may then take from jobs worth less, where that gains on the whole. Last, with what each gets
 * unchanged, energy moves from dear slots to cheap ones.
 *
 * It needs no clock: its work is bounded by the problem's size.
 */
export const phasesPlanner: HorizonPlanner = {
  id: 'phases',
  supports: () => true,
  plan: (problem) => planWithoutPhases(problem) ?? planWithPhases(problem),
};

function planWithoutPhases(problem: HorizonProblem): HorizonPlan | null {
  if (flowPlanner.supports(problem)) return flowPlanner.plan(problem, Number.POSITIVE_INFINITY);
  const plan = flowPlanner.plan({ ...problem, nodes: problem.nodes.map(inKwAlone) }, Number.POSITIVE_INFINITY);
  return plan !== null && phasesFit(problem, plan.wh) ? plan : null;
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

function planWithPhases(problem: HorizonProblem): HorizonPlan {
  const model = phaseModelOf(problem);
  let best: PhaseLoad | null = null;
  for (const favour of startsFor(model)) {
    const load = served(model, favour);
    if (best === null || shortage(load) < shortage(best)) best = load;
    if (shortage(best) === 0) break;
  }
  const load = best ?? emptyLoad(model, model.capacity);
  cheapen(load, waysFor(load), noMoves());
  for (const i of model.byWorth.toReversed()) fillCheapest(load, i, 0);
  return planOf(problem, 'phases', false, whOf(problem, load));
}

/** Soft capacities are kept while that serves everybody, and passed for those who would be short. */
function served(model: PhaseModel, favour: number): PhaseLoad {
  const load = emptyLoad(model, model.calmCapacity);
  const ways = waysFor(load);
  const moves = noMoves();
  const order = inOrderOfWorth(model, favour);
  serveInOrder(load, ways, moves, order);
  if (model.hasSoft && shortage(load) > 0) {
    underLimits(load, model.calmCapacity, model.capacity);
    serveInOrder(load, ways, moves, order);
  }
  if (shortage(load) > 0) outbid(load, ways, moves);
  if (model.hasSoft) keepWithin(load, model.calmCapacity, model.capacity);
  return load;
}

/**
 * How much three phases count for in the order of serving: more than one, less, or as three vans. Which is right depends on how many phases
 * bind; a small depot tries all, in a large one the moves make up for it. In classes all are equal.
 */
const startsFor = ({ jobs, classes }: PhaseModel) => (classes || jobs > SMALL_DEPOT ? [0] : [-0.5, 0, 0.5, 1]);
const SMALL_DEPOT = 50;

function shortage({ unserved, model: { worth } }: PhaseLoad): number {
  let sum = 0;
  for (let i = 0; i < unserved.length; i++) sum += unserved[i]! * worth[i]!;
  return sum;
}

function inOrderOfWorth({ weight, phases }: PhaseModel, favour: number): number[] {
  const worth = weight.map((each, i) => each * phases[i]! ** favour);
  return Array.from(worth.keys()).sort((a, b) => worth[b]! - worth[a]! || a - b);
}
