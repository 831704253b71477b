// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { setRange } from './bits';
import type { Flow } from './flow';

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

/** The job lacks this much less (or more, below 0). */
export function serve({ shortWh, isShort }: Flow, job: number, wh: number): void {
  shortWh[job]! -= wh;
  if (shortWh[job]! > 0) isShort[job >> 5]! |= 1 << (job & 31);
  else isShort[job >> 5]! &= ~(1 << (job & 31));
}

/** Energy to spare changes hands; where, the caller has seen to. */
export function handOver(flow: Flow, giver: number, taker: number, wh: number): void {
  flow.spareWh[giver]! -= wh;
  serve(flow, giver, -wh);
  serve(flow, taker, wh);
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
  const taken = takenWh[slot * tree.jobs + other]!;
  let least = tree.maxWh[job]! - takenWh[slot * tree.jobs + job]!;
  if (taken < least) least = taken;
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
