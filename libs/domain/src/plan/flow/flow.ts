// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { setRange } from './bits';
import { markFull } from './moves';
import type { Tree } from './tree';

/**
 * Energy on its way: how much each job takes in each slot, what is left of every limit, and bits that answer in one step what a search asks
 * again and again ('which jobs could take more in this slot?'), 32 jobs or slots to a word. All arrays are views of one buffer.
 */
export interface Flow extends ReturnType<typeof arraysOf> {
  readonly tree: Tree;
  readonly jobWords: number;
  readonly slotWords: number;
  readonly bytes: number;
}

/** An empty flow: nobody takes anything, and each job lacks what it needs. */
export function openFlow(tree: Tree): Flow {
  const jobWords = (tree.jobs + 31) >> 5;
  const slotWords = (tree.slots + 31) >> 5;
  // Once to count the words, once to deal them out.
  let words = 0;
  arraysOf(tree, jobWords, slotWords, (size) => {
    words += size;
    return NONE;
  });
  const buffer = new ArrayBuffer(words * 4);
  let at = 0;
  const arrays = arraysOf(tree, jobWords, slotWords, (size) => {
    at += size;
    return new Int32Array(buffer, (at - size) * 4, size);
  });
  return { tree, jobWords, slotWords, bytes: words * 4, ...arrays };
}

const NONE = new Int32Array(0);

function arraysOf({ jobs, slots, nodes, levels }: Tree, jobWords: number, slotWords: number, array: (size: number) => Int32Array) {
  return {
    /** Wh of a job in a slot: slot × jobs + job. */
    takenWh: array(slots * jobs),
    /** Wh that a job still lacks. */
    shortWh: array(jobs),
    /** Wh that a job may be asked to give up for one that ranks above it. */
    spareWh: array(jobs),
    /** Wh left of a node's limit in a slot: slot × nodes + node. */
    roomWh: array(slots * nodes),
    /** By slot, bits of jobs: could take more as far as they alone are concerned; take something. */
    couldTake: array(slots * jobWords),
    takes: array(slots * jobWords),
    /** The same by job, bits of slots. */
    couldTakeIn: array(jobs * slotWords),
    takesIn: array(jobs * slotWords),
    /** By node, bits of slots: no room left. */
    fullIn: array(nodes * slotWords),
    /** By level (from the one below the root) and slot, bits of jobs: their node of that level has no room left. */
    underFull: array((levels - 1) * slots * jobWords),
    /** Bits of jobs that lack something. */
    isShort: array(jobWords),
    /** Searches: what they have been at, and what was found closed for good (see take-by-moves.ts and reroute-into.ts). */
    seenIn: array(nodes * slotWords),
    closedIn: array(nodes * slotWords),
    reached: array(jobWords),
    closedJobs: array(jobWords),
    queue: array(jobs),
    cameFrom: array(jobs),
    cameThrough: array(jobs),
    /** Scratch of who takes from whom: by steps up the tree, bits of slots. */
    blockedIn: array(levels * slotWords),
    /** Scratch of a slot's filling. */
    slotsLeft: array(jobs),
    turns: array(jobs),
    bucket: array(jobs),
    bucketSize: array(slots + 2),
  };
}

/** Starts anew: nobody takes anything, the nodes have these limits, and each job lacks this much (0: it takes no part). */
export function restart(flow: Flow, limitsWh: Int32Array, lackWh: Int32Array): void {
  const { tree, jobWords, slotWords } = flow;
  new Int32Array(flow.takenWh.buffer).fill(0);
  flow.roomWh.set(limitsWh);
  flow.shortWh.set(lackWh);
  for (let slot = 0, at = 0; slot < tree.slots; slot++)
    for (let node = 0; node < tree.nodes; node++, at++) if (limitsWh[at]! <= 0) markFull(flow, node, slot, true);
  for (let job = 0; job < tree.jobs; job++) {
    if (lackWh[job]! <= 0) continue;
    const bit = 1 << (job & 31);
    const from = tree.fromSlot[job]!;
    const until = tree.untilSlot[job]!;
    flow.isShort[job >> 5]! |= bit;
    for (let slot = from, at = slot * jobWords + (job >> 5); slot < until; slot++, at += jobWords) flow.couldTake[at]! |= bit;
    setRange(flow.couldTakeIn, job * slotWords, from, until, true);
  }
}
