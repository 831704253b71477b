// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array

import { fillSlots } from './flow/fill-slots';
import { type Flow, openFlow, restart } from './flow/flow';
import { markDisputed } from './flow/reroute-for';
import { serveInOrder } from './flow/serve-jobs';
import { shareInClass } from './flow/share-in-class';
import type { Tree } from './flow/tree';
import { treesOf } from './flow/trees-of';
import type { HorizonPlan, HorizonPlanner } from './horizon-plan';
import type { HorizonProblem } from './horizon-problem';
import { planOf } from './plan-of';
import { supportsFlow } from './supports-flow';

/** 0.3 / 0.1 is 2.999… */
const ROUNDING = 1e-9;

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
    let exact = true;
    for (const tree of trees) {
      const flow = openFlow(tree);
      if (!planTree(flow, cheapestFirst, problem.classWidth ?? 0)) exact = false;
      writeOut(flow, wh);
    }
    return planOf(problem, 'flow', exact, wh);
  },
};

/** Fills the flow; false where a better plan might exist. */
function planTree(flow: Flow, cheapestFirst: Int32Array, classWidth: number): boolean {
  const { tree } = flow;
  if (fillSlots(flow, tree.neededWh, cheapestFirst) === 0) return !tree.hasSoftInside;
  const { servedWh, isOnlyOne } = servedByPriority(flow, classWidth);
  fillSlots(flow, servedWh, cheapestFirst);
  return isOnlyOne && !tree.hasSoftInside;
}

/**
 * How much each job gets when not all can have all, and whether no other such amounts are as good: between equals, and in a class that shares,
 * others are. From a filled flow, which is used up.
 */
function servedByPriority(flow: Flow, classWidth: number): { servedWh: Int32Array; isOnlyOne: boolean } {
  const { tree, reached, shortWh } = flow;
  markDisputed(flow);
  const disputed: number[] = [];
  const wantedWh = new Int32Array(tree.jobs);
  for (let job = 0; job < tree.jobs; job++) {
    if ((reached[job >> 5]! & (1 << (job & 31))) === 0) continue;
    disputed.push(job);
    wantedWh[job] = tree.neededWh[job]!;
  }
  restart(flow, tree.hardWh, wantedWh);
  const inOrder = inOrderOfPriority(tree, disputed);
  const classes = classesOf(tree, inOrder, classWidth);
  if (classWidth > 0) for (const equals of classes) (equals.length > 1 ? shareInClass : serveInOrder)(flow, equals);
  else serveInOrder(flow, inOrder);
  const isOnlyOne = classes.every((equals) => equals.length === 1 || equals.every((job) => shortWh[job] === 0));
  const servedWh = tree.neededWh.slice();
  for (const job of disputed) servedWh[job]! -= shortWh[job]!;
  return { servedWh, isOnlyOne };
}

/** Runs of jobs whose priorities are in the same class: from a whole multiple of the width up to the next, so that a class does not depend on who else is there. */
function classesOf({ priority }: Tree, jobs: readonly number[], width: number): number[][] {
  const classOf = (job: number) => (width > 0 ? Math.floor(priority[job]! / width + ROUNDING) : priority[job]!);
  const classes: number[][] = [];
  jobs.forEach((job, place) => {
    if (place > 0 && classOf(jobs[place - 1]!) === classOf(job)) classes.at(-1)!.push(job);
    else classes.push([job]);
  });
  return classes;
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
