// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { lowest, maskOf } from './bits';
import type { Flow } from './flow';
import { give, roomInPlaceOf, serve } from './moves';

/** Chains get into each other's way, so more of them are looked for than would do. */
const ENOUGH = 2;

/**
 * In a flow that nothing fits into any more: lets the job have what it lacks, as far as others may be asked to give it up (`spareWh`), those
 * first who come last in `ranked`. What slots and limits carry in all stays as it is.
 */
export function takeFromOthers(flow: Flow, job: number, ranked: Int32Array): void {
  const { shortWh } = flow;
  if (shortWh[job]! <= 0) return;
  takeDirectly(flow, job, ranked);
  while (shortWh[job]! > 0 && takeByMoves(flow, job));
}

/** In slots that it and somebody with spare energy share. */
function takeDirectly(flow: Flow, job: number, ranked: Int32Array): void {
  const { slotWords, couldTakeIn, takesIn, shortWh, spareWh } = flow;
  for (let place = ranked.length - 1; place >= 0 && shortWh[job]! > 0; place--) {
    const giver = ranked[place]!;
    if (spareWh[giver]! <= 0) continue;
    for (let word = 0; word < slotWords; word++) {
      let shared = couldTakeIn[job * slotWords + word]! & takesIn[giver * slotWords + word]!;
      for (; shared !== 0; shared &= shared - 1) {
        const slot = lowest(word, shared);
        const wh = Math.min(shortWh[job]!, spareWh[giver]!, roomInPlaceOf(flow, job, giver, slot));
        if (wh <= 0) continue;
        give(flow, giver, slot, -wh);
        give(flow, job, slot, wh);
        handOver(flow, giver, job, wh);
      }
    }
  }
}

/**
 * It takes the place of a second job in a full slot, which takes the place of a third in another, until one is reached that has energy to
 * spare (an augmenting path, found breadth first). The rule of the tree: a job may displace another in a slot if the lowest full node above
 * it also feeds the other. False: no such chain exists, and none will through anybody who was looked at; they are closed to later searches,
 * so that all failing searches together look at everything once.
 */
function takeByMoves(flow: Flow, job: number): boolean {
  const { reached, closedJobs, shortWh } = flow;
  const ends = search(flow, job, ENOUGH * shortWh[job]!);
  if (ends === 0) {
    flow.closedIn.set(flow.seenIn);
    closedJobs.set(reached);
    return false;
  }
  let moved = false;
  for (let end = 0; end < ends && shortWh[job]! > 0; end++) if (moveAlong(flow, job, flow.endJob[end]!)) moved = true;
  return moved;
}

interface Found {
  queued: number;
  ends: number;
  wh: number;
}

/** Returns how many jobs were found that may spare something, stopping when it is `enoughWh`. */
function search(flow: Flow, first: number, enoughWh: number): number {
  const { tree, slotWords, couldTakeIn, fullIn, seenIn, reached, queue, cameFrom } = flow;
  const { above, levels } = tree;
  reached.set(flow.closedJobs);
  seenIn.set(flow.closedIn);
  queue[0] = first;
  cameFrom[first] = -1;
  reached[first >> 5]! |= 1 << (first & 31);
  const found: Found = { queued: 1, ends: 0, wh: 0 };
  for (let next = 0; next < found.queued; next++) {
    const job = queue[next]!;
    for (let word = 0; word < slotWords; word++) {
      let slots = couldTakeIn[job * slotWords + word]!;
      for (let at = job * levels, end = at + levels; at < end && slots !== 0; at++) {
        const node = above[at]!;
        if (node < 0) break;
        const full = slots & fullIn[node * slotWords + word]!;
        let fresh = full & ~seenIn[node * slotWords + word]!;
        seenIn[node * slotWords + word]! |= fresh;
        slots &= ~full;
        for (; fresh !== 0; fresh &= fresh - 1) {
          displace(flow, job, node, lowest(word, fresh), found);
          if (found.wh >= enoughWh) return found.ends;
        }
      }
    }
  }
  return found.ends;
}

/** Reaches every job below the node that takes something in the slot: who may spare it is an end. */
function displace(flow: Flow, job: number, node: number, slot: number, found: Found): void {
  const { tree, jobWords, takes, takenWh, spareWh, reached, queue, cameFrom, cameThrough, endJob } = flow;
  const from = tree.firstJob[node]!;
  const until = tree.endJob[node]!;
  for (let w = from >> 5, end = (until - 1) >> 5; w <= end; w++) {
    let jobs = takes[slot * jobWords + w]! & ~reached[w]! & maskOf(w, from, until);
    reached[w]! |= jobs;
    for (; jobs !== 0; jobs &= jobs - 1) {
      const other = lowest(w, jobs);
      cameFrom[other] = job;
      cameThrough[other] = slot;
      if (spareWh[other]! <= 0) queue[found.queued++] = other;
      else {
        endJob[found.ends++] = other;
        found.wh += Math.min(spareWh[other]!, takenWh[slot * tree.jobs + other]!);
      }
    }
  }
}

/** Moves what fits along the chain that ends with this giver; earlier moves may have left nothing of it. */
function moveAlong(flow: Flow, job: number, giver: number): boolean {
  const { cameFrom, cameThrough } = flow;
  let wh = Math.min(flow.spareWh[giver]!, flow.shortWh[job]!);
  for (let one = giver; wh > 0 && one !== job; one = cameFrom[one]!)
    wh = Math.min(wh, roomInPlaceOf(flow, cameFrom[one]!, one, cameThrough[one]!));
  if (wh <= 0) return false;
  // All leave before any enters, so that no limit is passed in between.
  for (let one = giver; one !== job; one = cameFrom[one]!) give(flow, one, cameThrough[one]!, -wh);
  for (let one = giver; one !== job; one = cameFrom[one]!) give(flow, cameFrom[one]!, cameThrough[one]!, wh);
  handOver(flow, giver, job, wh);
  return true;
}

function handOver(flow: Flow, giver: number, taker: number, wh: number): void {
  flow.spareWh[giver]! -= wh;
  serve(flow, giver, -wh);
  serve(flow, taker, wh);
}
