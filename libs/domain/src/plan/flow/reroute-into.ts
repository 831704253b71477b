// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { lowest, maskOf } from './bits';
import { passesTwice } from './chain';
import type { Flow } from './flow';
import { give, roomFor, roomInPlaceOf, serve } from './moves';

/**
 * Finds somebody to fill a slot that still has room: a job moves its energy there from another slot, where its place goes to a second one,
 * and so on back to a job that lacks energy (augmenting paths, found breadth first and used as they are found,
 * as long as they can be). False: nobody who lacks any
 * can be reached, and nobody who was looked at will ever be part of such a chain while limits stay and flow is only added; they are closed
 * to later searches.
 */
export function rerouteInto(flow: Flow, slot: number): boolean {
  const { tree, slotWords, takesIn, fullIn, seenIn, queue, closedJobs, reached } = flow;
  const { above, levels } = tree;
  reached.set(closedJobs);
  seenIn.fill(0);
  const search = { flow, slot, queued: 0, found: 0, moved: 0 };
  enter(search, -1, slot, 0);
  for (let next = 0; next < search.queued; next++) {
    const job = queue[next]!;
    for (let word = 0; word < slotWords; word++) {
      const taken = takesIn[job * slotWords + word]!;
      if (taken === 0) continue;
      for (let at = job * levels, end = at + levels; at < end; at++) {
        const node = above[at]!;
        if (node < 0) break;
        let fresh = taken & fullIn[node * slotWords + word]! & ~seenIn[node * slotWords + word]!;
        seenIn[node * slotWords + word]! |= fresh;
        for (; fresh !== 0; fresh &= fresh - 1) if (enter(search, job, lowest(word, fresh), node)) return true;
      }
    }
  }
  if (search.found === 0) closedJobs.set(reached);
  return search.moved > 0;
}

interface Search {
  readonly flow: Flow;
  readonly slot: number;
  queued: number;
  found: number;
  moved: number;
}

/**
 * Reaches the jobs below the node that could take more in the slot and have no full node lower than it above them: those who lack energy get
 * it, the others are asked in turn. Whether the search is over because its slot is full.
 */
function enter(search: Search, inPlaceOf: number, slot: number, node: number): boolean {
  const { flow } = search;
  const { tree, jobWords, couldTake, underFull, reached, queue, cameFrom, cameThrough, isShort, roomWh } = flow;
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
      if ((isShort[w]! & jobs & -jobs) === 0) {
        queue[search.queued++] = job;
        continue;
      }
      search.found++;
      if (moveFrom(flow, job, search.moved > 0)) search.moved++;
      // What is in the way of this chain is in that of the next as well: better to look anew.
      else if (search.moved > 0) return true;
      if (roomWh[search.slot * tree.nodes]! <= 0) return true;
    }
  }
  return false;
}

function moveFrom(flow: Flow, first: number, hasMoved: boolean): boolean {
  const { cameFrom, cameThrough } = flow;
  if (hasMoved && passesTwice(flow, first)) return false;
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
