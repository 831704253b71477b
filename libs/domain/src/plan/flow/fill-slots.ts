// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { lowest } from './bits';
import { type Flow, restart } from './flow';
import { give, markFull, roomFor, serve } from './moves';
import { rerouteInto } from './reroute-into';

/** A job that charges now counts as this much tighter in the first slot, so that it is not stopped for an equal. */
const GO_ON_SLOTS = 2;

/**
 * Gives each job this much at the least cost: slots are filled to the brim one after another, cheapest first and among equals the earlier first;
 * then, if energy is still lacking, the part above soft capacities in the same order. What slots can carry together forms a polymatroid,
 * so that going by price is exact, not only good. Returns the Wh that did not fit.
 */
export function fillSlots(flow: Flow, lackWh: Int32Array, cheapestFirst: Int32Array): number {
  const { tree, slotsLeft } = flow;
  restart(flow, tree.softWh ?? tree.hardWh, lackWh);
  for (let job = 0; job < tree.jobs; job++) slotsLeft[job] = tree.untilSlot[job]! - tree.fromSlot[job]!;
  for (const slot of cheapestFirst) fillSlot(flow, slot);
  if (tree.softWh !== null && lacking(flow) > 0) {
    flow.closedJobs.fill(0);
    for (const slot of cheapestFirst) if (liftSoft(flow, slot, tree.softWh)) fillSlot(flow, slot);
    if (tree.hasSoftInside) fillAgain(flow, cheapestFirst);
  }
  return lacking(flow);
}

/** A limit lifted below the root may let somebody out of its slot into one that had room before. */
function fillAgain(flow: Flow, cheapestFirst: Int32Array): void {
  flow.closedJobs.fill(0);
  for (const slot of cheapestFirst) fillSlot(flow, slot);
}

/** Wh that all jobs lack. */
function lacking({ tree, shortWh }: Flow): number {
  let wh = 0;
  for (let job = 0; job < tree.jobs; job++) wh += shortWh[job]!;
  return wh;
}

function fillSlot(flow: Flow, slot: number): void {
  const { tree, roomWh } = flow;
  const root = slot * tree.nodes;
  const waiting = tightestFirst(flow, slot);
  if (roomWh[root]! <= 0) return;
  for (let turn = 0; turn < waiting && roomWh[root]! > 0; turn++) {
    const job = flow.turns[turn]!;
    const wh = Math.min(flow.shortWh[job]!, roomFor(flow, job, slot));
    if (wh <= 0) continue;
    give(flow, job, slot, wh);
    serve(flow, job, wh);
  }
  while (roomWh[root]! > 0 && anyoneShort(flow) && rerouteInto(flow, slot));
}

function anyoneShort({ isShort, jobWords }: Flow): boolean {
  for (let word = 0; word < jobWords; word++) if (isShort[word] !== 0) return true;
  return false;
}

/** The jobs that lack energy and may take some in this slot, those with the fewest slots to spare first (a counting sort), into `turns`. */
function tightestFirst(flow: Flow, slot: number): number {
  const { tree, jobWords, isShort, couldTake, slotsLeft, shortWh, turns, bucket, bucketSize, queue } = flow;
  const { maxWh, isCharging, slots } = tree;
  let waiting = 0;
  let most = 0;
  for (let word = 0; word < jobWords; word++) {
    for (let jobs = isShort[word]! & couldTake[slot * jobWords + word]!; jobs !== 0; jobs &= jobs - 1) {
      const job = lowest(word, jobs);
      const spare = slotsLeft[job]!-- - Math.ceil(shortWh[job]! / maxWh[job]!) - (slot === 0 && isCharging[job] === 1 ? GO_ON_SLOTS : 0);
      const place = Math.max(0, Math.min(slots, spare));
      if (place > most) most = place;
      bucket[waiting] = place;
      queue[waiting++] = job;
      bucketSize[place + 1]!++;
    }
  }
  for (let place = 1; place <= most; place++) bucketSize[place]! += bucketSize[place - 1]!;
  for (let one = 0; one < waiting; one++) turns[bucketSize[bucket[one]!]!++] = queue[one]!;
  bucketSize.fill(0, 0, most + 2);
  return waiting;
}

/** Opens the slot up to its hard limits; false where they are the soft ones. */
function liftSoft(flow: Flow, slot: number, softWh: Int32Array): boolean {
  const { tree, roomWh } = flow;
  let lifted = false;
  for (let node = 0, at = slot * tree.nodes; node < tree.nodes; node++, at++) {
    const extra = tree.hardWh[at]! - softWh[at]!;
    if (extra <= 0) continue;
    lifted = true;
    const wasFull = roomWh[at]! <= 0;
    roomWh[at]! += extra;
    if (wasFull && roomWh[at]! > 0) markFull(flow, node, slot, false);
  }
  return lifted;
}
