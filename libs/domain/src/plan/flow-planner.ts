// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array

import { fillSlots } from './flow/fill-slots';
import { type Flow, openFlow } from './flow/flow';
import { markDisputed } from './flow/reroute-for';
import { serveInOrder } from './flow/serve-jobs';
import type { Tree } from './flow/tree';
import { treesOf } from './flow/trees-of';
import type { HorizonPlan, HorizonPlanner } from './horizon-plan';
import type { HorizonProblem } from './horizon-problem';
import { planOf } from './plan-of';
import { supportsFlow } from './supports-flow';

/**
 * The exact plan on a tree of kW limits, in milliseconds. First everybody's need is filled into the cheapest slots; most days that is all. If it does not
 * fit, the jobs whose share is in dispute are served in the order of their priority, and then the cheapest slots are filled again with what
 * each one gets. It needs no clock: its work is bounded by the problem's size.
 */
export const flowPlanner: HorizonPlanner = {
  id: 'flow',
  supports: supportsFlow,
  plan(problem: HorizonProblem): HorizonPlan | null {
    const trees = treesOf(problem);
    if (trees === null) return null;
    const cheapestFirst = slotsByPrice(problem);
    const wh = new Int32Array(problem.jobs.length * problem.slots);
    for (const tree of trees) {
      const flow = openFlow(tree);
      planTree(flow, cheapestFirst);
      writeOut(flow, wh);
    }
    return planOf(
      problem,
      'flow',
      trees.every((tree) => !tree.hasSoftInside),
      wh,
    );
  },
};

function planTree(flow: Flow, cheapestFirst: Int32Array): void {
  const { tree } = flow;
  if (fillSlots(flow, tree.neededWh, cheapestFirst) === 0) return;
  fillSlots(flow, servedByPriority(flow), cheapestFirst);
}

/** What each job gets when not all can have all; from a filled flow, which is used up. */
function servedByPriority(flow: Flow): Int32Array {
  const { tree, reached, shortWh } = flow;
  markDisputed(flow);
  const disputed: number[] = [];
  const wantedWh = new Int32Array(tree.jobs);
  for (let job = 0; job < tree.jobs; job++) {
    if ((reached[job >> 5]! & (1 << (job & 31))) === 0) continue;
    disputed.push(job);
    wantedWh[job] = tree.neededWh[job]!;
  }
  serveInOrder(flow, inOrderOfPriority(tree, disputed), wantedWh);
  const servedWh = tree.neededWh.slice();
  for (const job of disputed) servedWh[job]! -= shortWh[job]!;
  return servedWh;
}

/** Between equals one that charges goes on; after that the problem's order decides. */
function inOrderOfPriority({ priority, isCharging, problemJob }: Tree, jobs: number[]): number[] {
  return jobs.sort((a, b) => priority[b]! - priority[a]! || isCharging[b]! - isCharging[a]! || problemJob[a]! - problemJob[b]!);
}

function slotsByPrice({ slots, pricePerKwh }: HorizonProblem): Int32Array {
  const order = Int32Array.from({ length: slots }, (_, slot) => slot);
  return order.sort((a, b) => pricePerKwh[a]! - pricePerKwh[b]! || a - b);
}

function writeOut({ tree, takenWh }: Flow, wh: Int32Array): void {
  for (let job = 0; job < tree.jobs; job++) {
    const row = tree.problemJob[job]! * tree.slots;
    for (let slot = tree.fromSlot[job]!, until = tree.untilSlot[job]!; slot < until; slot++)
      wh[row + slot] = takenWh[slot * tree.jobs + job]!;
  }
}
