// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { Flow } from './flow';
import { shareInClass } from './share-in-class';
import { takeFromOthers } from './take-from-others';
import type { Tree } from './tree';

/** 0.3 / 0.1 is 2.999… */
const ROUNDING = 1e-9;

/**
 * In a flow that nothing fits into any more: hands energy over until it is with those of the highest priority. What can be served at all
 * forms a polymatroid, so that it makes the weighted sum the greatest to let one job after another, the most urgent first, take all it can
 * without taking from those before it. Who gives and who takes use the same limits of the same slots, so that nothing else changes.
 * False where a class has shared what the exact order would have given to some of it.
 */
export function settlePriorities(flow: Flow, classWidth: number): boolean {
  const { tree, shortWh, spareWh } = flow;
  const { priority } = tree;
  const ranked = byRank(tree);
  flow.closedJobs.fill(0);
  for (let job = 0; job < tree.jobs; job++) spareWh[job] = tree.neededWh[job]! - shortWh[job]!;
  let isInOrder = true;
  for (let from = 0, until = 0; from < ranked.length; from = until) {
    until = endOfClass(tree, ranked, from, classWidth);
    const equals = ranked.subarray(from, until);
    for (const job of equals) spareWh[job] = 0;
    if (equals.length === 1) takeFromOthers(flow, equals[0]!, ranked);
    else shareInClass(flow, equals, ranked);
    if (priority[ranked[until - 1]!] !== priority[ranked[from]!] && equals.some((job) => shortWh[job]! > 0)) isInOrder = false;
  }
  return isInOrder;
}

/** Between equals one that charges goes on; after that the problem's order decides. */
function byRank({ jobs, priority, isCharging, problemJob }: Tree): Int32Array {
  return Int32Array.from({ length: jobs }, (_, job) => job).sort(
    (a, b) => priority[b]! - priority[a]! || isCharging[b]! - isCharging[a]! || problemJob[a]! - problemJob[b]!,
  );
}

/** Classes go from a whole multiple of the width up to the next, so that a class does not depend on who else is there; without a width each is one job. */
function endOfClass({ priority }: Tree, ranked: Int32Array, from: number, width: number): number {
  if (width === 0) return from + 1;
  const classAt = (place: number) => Math.floor(priority[ranked[place]!]! / width + ROUNDING);
  let until = from + 1;
  while (until < ranked.length && classAt(until) === classAt(from)) until++;
  return until;
}
