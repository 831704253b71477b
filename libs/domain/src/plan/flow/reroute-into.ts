// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { lowest, maskOf } from './bits';
import type { Flow } from './flow';
import { give, roomFor, roomInPlaceOf, serve } from './moves';

/** Chains get into each other's way, so more of them are looked for than would fill the slot. */
const ENOUGH = 8;

/**
 * Finds somebody to fill a slot that still has room: a job moves its energy there from another slot, where its place goes to a second one,
 * and so on back to a job that lacks energy (an augmenting path, found breadth first). False: nobody who lacks any can be reached, and nobody
 * who was looked at will ever be part of such a chain while limits stay and flow is only added; they are closed to later searches.
 */
export function rerouteInto(flow: Flow, slot: number): boolean {
  const { tree, roomWh, closedJobs, reached, endJob, shortWh } = flow;
  const root = slot * tree.nodes;
  const ends = searchBack(flow, slot, ENOUGH * roomWh[root]!);
  if (ends === 0) {
    closedJobs.set(reached);
    return false;
  }
  let moved = false;
  for (let end = 0; end < ends && roomWh[root]! > 0; end++) if (shortWh[endJob[end]!]! > 0 && moveFrom(flow, endJob[end]!)) moved = true;
  return moved;
}

interface Found {
  queued: number;
  ends: number;
  wh: number;
}

/** Returns how many jobs were found that lack something, stopping when they lack `enoughWh` together. */
function searchBack(flow: Flow, slot: number, enoughWh: number): number {
  const { tree, slotWords, takesIn, fullIn, seenIn, queue, closedJobs, reached } = flow;
  const { above, levels } = tree;
  reached.set(closedJobs);
  seenIn.fill(0);
  const found: Found = { queued: 0, ends: 0, wh: 0 };
  enter(flow, -1, slot, 0, found);
  for (let next = 0; next < found.queued; next++) {
    const job = queue[next]!;
    for (let word = 0; word < slotWords; word++) {
      const taken = takesIn[job * slotWords + word]!;
      if (taken === 0) continue;
      for (let at = job * levels, end = at + levels; at < end; at++) {
        const node = above[at]!;
        if (node < 0) break;
        let fresh = taken & fullIn[node * slotWords + word]! & ~seenIn[node * slotWords + word]!;
        seenIn[node * slotWords + word]! |= fresh;
        for (; fresh !== 0; fresh &= fresh - 1) {
          enter(flow, job, lowest(word, fresh), node, found);
          if (found.wh >= enoughWh) return found.ends;
        }
      }
    }
  }
  return found.ends;
}

/** Reaches the jobs below the node that could take more in the slot and have no full node lower than it above them: those who lack energy are ends. */
function enter(flow: Flow, inPlaceOf: number, slot: number, node: number, found: Found): void {
  const { tree, jobWords, couldTake, underFull, reached, queue, cameFrom, cameThrough, isShort, endJob, shortWh } = flow;
  const from = tree.firstJob[node]!;
  const until = tree.endJob[node]!;
  for (let w = from >> 5, end = (until - 1) >> 5; w <= end; w++) {
    let jobs = couldTake[slot * jobWords + w]! & ~reached[w]! & maskOf(w, from, until);
    if (jobs === 0) continue;
    for (let level = tree.level[node]! + 1; level < tree.levels; level++)
      jobs &= ~underFull[((level - 1) * tree.slots + slot) * jobWords + w]!;
    reached[w]! |= jobs;
    for (; jobs !== 0; jobs &= jobs - 1) {
      const job = lowest(w, jobs);
      cameFrom[job] = inPlaceOf;
      cameThrough[job] = slot;
      if ((isShort[w]! & jobs & -jobs) === 0) queue[found.queued++] = job;
      else {
        endJob[found.ends++] = job;
        found.wh += shortWh[job]!;
      }
    }
  }
}

function moveFrom(flow: Flow, first: number): boolean {
  const { cameFrom, cameThrough } = flow;
  let wh = flow.shortWh[first]!;
  for (let job = first; wh > 0 && job >= 0; job = cameFrom[job]!) {
    const slot = cameThrough[job]!;
    const other = cameFrom[job]!;
    wh = Math.min(wh, other < 0 ? roomFor(flow, job, slot) : roomInPlaceOf(flow, job, other, slot));
  }
  if (wh <= 0) return false;
  for (let job = first; cameFrom[job]! >= 0; job = cameFrom[job]!) give(flow, cameFrom[job]!, cameThrough[job]!, -wh);
  for (let job = first; job >= 0; job = cameFrom[job]!) give(flow, job, cameThrough[job]!, wh);
  serve(flow, first, wh);
  return true;
}
