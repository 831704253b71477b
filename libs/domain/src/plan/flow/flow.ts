// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { Tree } from './tree';

/**
 * Energy on its way: how much each job takes in each slot, what is left of every limit, and bits that answer in one step what a search asks
 * again and again ('which jobs could take more in this slot?'), 32 jobs or slots to a word. All arrays are views of one buffer.
 */
export interface Flow {
  readonly tree: Tree;
  readonly jobWords: number;
  readonly slotWords: number;
  /** Wh of a job in a slot: slot × jobs + job. */
  readonly takenWh: Int32Array;
  /** Wh that a job still lacks. */
  readonly shortWh: Int32Array;
  /** Wh left of a node's limit in a slot: slot × nodes + node. */
  readonly roomWh: Int32Array;
  /** By slot, bits of jobs: could take more as far as they alone are concerned; take something. */
  readonly couldTake: Int32Array;
  readonly takes: Int32Array;
  /** The same by job, bits of slots. */
  readonly couldTakeIn: Int32Array;
  readonly takesIn: Int32Array;
  /** By node, bits of slots: no room left. */
  readonly fullIn: Int32Array;
  /** By level (from the one below the root) and slot, bits of jobs: their node of that level has no room left. */
  readonly underFull: Int32Array;
  /** Bits of jobs that lack something. */
  readonly isShort: Int32Array;
  /** Searches: what they have been at, and what was found closed for good (see reroute-for.ts and reroute-into.ts). */
  readonly seenIn: Int32Array;
  readonly closedIn: Int32Array;
  readonly reached: Int32Array;
  readonly closedJobs: Int32Array;
  readonly queue: Int32Array;
  readonly cameFrom: Int32Array;
  readonly cameThrough: Int32Array;
  readonly endJob: Int32Array;
  readonly endSlot: Int32Array;
  /** Scratch of a slot's filling and of an order of slots. */
  readonly slotsLeft: Int32Array;
  readonly turns: Int32Array;
  readonly bucket: Int32Array;
  readonly bucketSize: Int32Array;
  readonly slotOrder: Int32Array;
  readonly bytes: number;
}

/** An empty flow. */
export function openFlow(tree: Tree): Flow {
  const { jobs, slots, nodes, levels } = tree;
  const jobWords = (jobs + 31) >> 5;
  const slotWords = (slots + 31) >> 5;
  const sizes = {
    takenWh: slots * jobs,
    shortWh: jobs,
    roomWh: slots * nodes,
    couldTake: slots * jobWords,
    takes: slots * jobWords,
    couldTakeIn: jobs * slotWords,
    takesIn: jobs * slotWords,
    fullIn: nodes * slotWords,
    underFull: (levels - 1) * slots * jobWords,
    isShort: jobWords,
    seenIn: nodes * slotWords,
    closedIn: nodes * slotWords,
    reached: jobWords,
    closedJobs: jobWords,
    queue: jobs,
    cameFrom: jobs,
    cameThrough: jobs,
    endJob: jobs,
    endSlot: jobs,
    slotsLeft: jobs,
    turns: jobs,
    bucket: jobs,
    bucketSize: slots + 2,
    slotOrder: slots,
  };
  const words = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const buffer = new ArrayBuffer(words * 4);
  let at = 0;
  const view = (size: number) => {
    const array = new Int32Array(buffer, at * 4, size);
    at += size;
    return array;
  };
  return {
    ...{ tree, jobWords, slotWords, bytes: words * 4 },
    takenWh: view(sizes.takenWh),
    shortWh: view(sizes.shortWh),
    roomWh: view(sizes.roomWh),
    couldTake: view(sizes.couldTake),
    takes: view(sizes.takes),
    couldTakeIn: view(sizes.couldTakeIn),
    takesIn: view(sizes.takesIn),
    fullIn: view(sizes.fullIn),
    underFull: view(sizes.underFull),
    isShort: view(sizes.isShort),
    seenIn: view(sizes.seenIn),
    closedIn: view(sizes.closedIn),
    reached: view(sizes.reached),
    closedJobs: view(sizes.closedJobs),
    queue: view(sizes.queue),
    cameFrom: view(sizes.cameFrom),
    cameThrough: view(sizes.cameThrough),
    endJob: view(sizes.endJob),
    endSlot: view(sizes.endSlot),
    slotsLeft: view(sizes.slotsLeft),
    turns: view(sizes.turns),
    bucket: view(sizes.bucket),
    bucketSize: view(sizes.bucketSize),
    slotOrder: view(sizes.slotOrder),
  };
}

/** Empties it: nobody takes anything, the nodes have these limits, and each job lacks this much (0: it takes no part). */
export function restart(flow: Flow, limitsWh: Int32Array, lackWh: Int32Array): void {
  const { tree, jobWords, slotWords } = flow;
  for (const array of [flow.takenWh, flow.couldTake, flow.takes, flow.couldTakeIn, flow.takesIn, flow.fullIn, flow.underFull])
    array.fill(0);
  for (const array of [flow.isShort, flow.closedIn, flow.closedJobs]) array.fill(0);
  flow.roomWh.set(limitsWh);
  flow.shortWh.set(lackWh);
  for (let slot = 0, at = 0; slot < tree.slots; slot++)
    for (let node = 0; node < tree.nodes; node++, at++) if (limitsWh[at]! <= 0) markFull(flow, node, slot, true);
  for (let job = 0; job < tree.jobs; job++) {
    if (lackWh[job]! <= 0) continue;
    const bit = 1 << (job & 31);
    flow.isShort[job >> 5]! |= bit;
    for (
      let slot = tree.fromSlot[job]!, until = tree.untilSlot[job]!, at = slot * jobWords + (job >> 5);
      slot < until;
      slot++, at += jobWords
    )
      flow.couldTake[at]! |= bit;
    setRange(flow.couldTakeIn, job * slotWords, tree.fromSlot[job]!, tree.untilSlot[job]!, true);
  }
}

/** The job takes this much more (or less, below 0) in the slot. The caller has seen to it that there is room. */
export function give(flow: Flow, job: number, slot: number, wh: number): void {
  const { tree, jobWords, slotWords, roomWh } = flow;
  const taken = flow.takenWh[slot * tree.jobs + job]! + wh;
  flow.takenWh[slot * tree.jobs + job] = taken;
  const inSlot = slot * jobWords + (job >> 5);
  const jobBit = 1 << (job & 31);
  const inJob = job * slotWords + (slot >> 5);
  const slotBit = 1 << (slot & 31);
  if (taken > 0) {
    flow.takes[inSlot]! |= jobBit;
    flow.takesIn[inJob]! |= slotBit;
  } else {
    flow.takes[inSlot]! &= ~jobBit;
    flow.takesIn[inJob]! &= ~slotBit;
  }
  if (taken < tree.maxWh[job]!) {
    flow.couldTake[inSlot]! |= jobBit;
    flow.couldTakeIn[inJob]! |= slotBit;
  } else {
    flow.couldTake[inSlot]! &= ~jobBit;
    flow.couldTakeIn[inJob]! &= ~slotBit;
  }
  const { above, levels } = tree;
  const row = slot * tree.nodes;
  for (let at = job * levels, end = at + levels; at < end; at++) {
    const node = above[at]!;
    if (node < 0) break;
    const before = roomWh[row + node]!;
    const after = before - wh;
    roomWh[row + node] = after;
    if (after <= 0 !== before <= 0) markFull(flow, node, slot, after <= 0);
  }
}

/** The job lacks this much less. */
export function serve(flow: Flow, job: number, wh: number): void {
  flow.shortWh[job]! -= wh;
  if (flow.shortWh[job]! <= 0) flow.isShort[job >> 5]! &= ~(1 << (job & 31));
}

/** Wh that the job could take in the slot beside all others. */
export function roomFor({ tree, takenWh, roomWh }: Flow, job: number, slot: number): number {
  const { above, levels } = tree;
  let least = tree.maxWh[job]! - takenWh[slot * tree.jobs + job]!;
  const row = slot * tree.nodes;
  for (let at = job * levels, end = at + levels; at < end; at++) {
    const node = above[at]!;
    if (node < 0) break;
    const room = roomWh[row + node]!;
    if (room < least) least = room;
  }
  return least;
}

/** Wh that the job could take in the slot in place of another: only the nodes that do not feed both must have room. */
export function roomInPlaceOf({ tree, takenWh, roomWh }: Flow, job: number, other: number, slot: number): number {
  const { above, levels, firstJob, endJob } = tree;
  let least = tree.maxWh[job]! - takenWh[slot * tree.jobs + job]!;
  const row = slot * tree.nodes;
  for (let at = job * levels, end = at + levels; at < end; at++) {
    const node = above[at]!;
    if (node < 0 || (other >= firstJob[node]! && other < endJob[node]!)) break;
    const room = roomWh[row + node]!;
    if (room < least) least = room;
  }
  return least;
}

export function markFull({ tree, slotWords, jobWords, fullIn, underFull }: Flow, node: number, slot: number, isFull: boolean): void {
  const at = node * slotWords + (slot >> 5);
  if (isFull) fullIn[at]! |= 1 << (slot & 31);
  else fullIn[at]! &= ~(1 << (slot & 31));
  if (node > 0)
    setRange(underFull, ((tree.level[node]! - 1) * tree.slots + slot) * jobWords, tree.firstJob[node]!, tree.endJob[node]!, isFull);
}

/** Sets or clears the bits from..until (exclusive) of the row that starts at this word. */
function setRange(words: Int32Array, row: number, from: number, until: number, on: boolean): void {
  if (until <= from) return;
  const first = from >> 5;
  const last = (until - 1) >> 5;
  for (let word = first; word <= last; word++) {
    const mask = maskOf(word, from, until);
    if (on) words[row + word]! |= mask;
    else words[row + word]! &= ~mask;
  }
}

/** The bits of this word that lie in from..until (exclusive). */
export function maskOf(word: number, from: number, until: number): number {
  let mask = -1;
  if (word === from >> 5) mask &= -1 << (from & 31);
  if (word === (until - 1) >> 5 && (until & 31) !== 0) mask &= (1 << (until & 31)) - 1;
  return mask;
}
