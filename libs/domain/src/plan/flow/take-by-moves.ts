// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { lowest, maskOf } from './bits';
import { passesTwice } from './chain';
import type { Flow } from './flow';
import { give, handOver, roomInPlaceOf } from './moves';

/**
 * The job takes the place of a second job in a full slot, which takes the place of a third in another, until one is reached that has energy to
 * spare (augmenting paths, found breadth first and used as they are found,
 * as long as they can be). The rule of the tree: a job may displace another in a slot if
 * the lowest full node above it also feeds the other. False: no such chain exists, and none will through anybody who was looked at; they are
 * closed to later searches, so that all failing searches together look at everything once.
 */
export function takeByMoves(flow: Flow, first: number): boolean {
  const { tree, slotWords, couldTakeIn, fullIn, seenIn, closedIn, reached, closedJobs, queue, cameFrom } = flow;
  const { above, levels } = tree;
  reached.set(closedJobs);
  seenIn.set(closedIn);
  queue[0] = first;
  cameFrom[first] = -1;
  reached[first >> 5]! |= 1 << (first & 31);
  const search = { flow, first, queued: 1, found: 0, moved: 0 };
  for (let next = 0; next < search.queued; next++) {
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
        for (; fresh !== 0; fresh &= fresh - 1) if (displace(search, job, node, lowest(word, fresh))) return true;
      }
    }
  }
  if (search.found === 0) {
    closedIn.set(seenIn);
    closedJobs.set(reached);
  }
  return search.moved > 0;
}

interface Search {
  readonly flow: Flow;
  /** The job that lacks energy. */
  readonly first: number;
  queued: number;
  found: number;
  moved: number;
}

/** Reaches every job below the node that takes something in the slot: who may spare it gives it, the others are asked in turn. Whether the search is over. */
function displace(search: Search, job: number, node: number, slot: number): boolean {
  const { flow, first } = search;
  const { tree, jobWords, takes, spareWh, shortWh, reached, queue, cameFrom, cameThrough } = flow;
  const from = tree.firstJob[node]!;
  const until = tree.endJob[node]!;
  for (let w = from >> 5, end = (until - 1) >> 5; w <= end; w++) {
    let jobs = takes[slot * jobWords + w]! & ~reached[w]! & maskOf(w, from, until);
    reached[w]! |= jobs;
    for (; jobs !== 0; jobs &= jobs - 1) {
      const other = lowest(w, jobs);
      cameFrom[other] = job;
      cameThrough[other] = slot;
      if (spareWh[other]! <= 0) {
        queue[search.queued++] = other;
        continue;
      }
      search.found++;
      if (moveTo(flow, first, other, search.moved > 0)) search.moved++;
      // What is in the way of this chain is in that of the next as well: better to look anew.
      else if (search.moved > 0) return true;
      if (shortWh[first]! <= 0) return true;
    }
  }
  return false;
}

/** Moves what fits along the chain that ends with this giver. */
function moveTo(flow: Flow, first: number, giver: number, hasMoved: boolean): boolean {
  const { cameFrom, cameThrough } = flow;
  if (hasMoved && passesTwice(flow, giver)) return false;
  let wh = Math.min(flow.spareWh[giver]!, flow.shortWh[first]!);
  for (let one = giver; wh > 0 && one !== first; one = cameFrom[one]!)
    wh = Math.min(wh, roomInPlaceOf(flow, cameFrom[one]!, one, cameThrough[one]!));
  if (wh <= 0) return false;
  // All leave before any enters, so that no limit is passed in between.
  for (let one = giver; one !== first; one = cameFrom[one]!) give(flow, one, cameThrough[one]!, -wh);
  for (let one = giver; one !== first; one = cameFrom[one]!) give(flow, cameFrom[one]!, cameThrough[one]!, wh);
  handOver(flow, giver, first, wh);
  return true;
}
