// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { cheapestFirst } from './flow/cheapest-first';
import { fillSlots } from './flow/fill-slots';
import { type Flow, openFlow } from './flow/flow';
import { settlePriorities } from './flow/settle-priorities';
import { treesOf } from './flow/trees-of';
import type { HorizonPlan, HorizonPlanner } from './horizon-plan';
import type { HorizonProblem } from './horizon-problem';
import { planOf } from './plan-of';
import { supportsFlow } from './supports-flow';

/**
 * The exact plan on a tree of kW limits, in milliseconds. First as much as can be is filled into the cheapest slots, whoever it is for; most
 * days that is all that is asked for. If not, energy is handed over from the less to the more urgent, within the same slots. That the two
 * can be decided one after the other is the theorem of Mendelsohn and Dulmage: where one flow serves jobs in one way and another loads
 * slots in another, some flow does both. It needs no clock: its work is bounded by the problem's size.
 */
export const flowPlanner: HorizonPlanner = {
  id: 'flow',
  supports: supportsFlow,
  plan(problem: HorizonProblem): HorizonPlan | null {
    const trees = treesOf(problem);
    if (trees === null) return null;
    const slotOrder = cheapestFirst(problem);
    const wh = new Int32Array(problem.jobs.length * problem.slots);
    let exact = true;
    for (const tree of trees) {
      const flow = openFlow(tree);
      if (!planTree(flow, slotOrder, problem.classWidth ?? 0)) exact = false;
      writeOut(flow, wh);
    }
    return planOf(problem, 'flow', exact, wh);
  },
};

/** Fills the flow; false where a better plan might exist. */
function planTree(flow: Flow, slotOrder: Int32Array, classWidth: number): boolean {
  const { tree } = flow;
  if (fillSlots(flow, tree.neededWh, slotOrder) === 0) return !tree.hasSoftInside;
  const isInOrder = settlePriorities(flow, classWidth);
  if (!tree.hasSoftInside) return isInOrder;
  // What was handed over may have passed soft limits below the root that need not be passed.
  const servedWh = tree.neededWh.map((wh, job) => wh - flow.shortWh[job]!);
  fillSlots(flow, servedWh, slotOrder);
  return false;
}

function writeOut({ tree, takenWh }: Flow, wh: Int32Array): void {
  for (let job = 0; job < tree.jobs; job++) {
    const row = tree.problemJob[job]! * tree.slots;
    for (let slot = tree.fromSlot[job]!, until = tree.untilSlot[job]!; slot < until; slot++)
      wh[row + slot] = takenWh[slot * tree.jobs + job]!;
  }
}
