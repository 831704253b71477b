// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { type Flow, give, maskOf, roomFor, roomInPlaceOf, serve } from './flow';

/**
 * Finds room for a job that lacks energy by asking others to move: it takes the place of a second job in a full slot, which takes the place of
 * a third in another, until one finds a slot with room (an augmenting path, found breadth first). The rule of the tree: a job may displace
 * another in a slot if the lowest full node above it also feeds the other.
 * False: no such chain exists, and never will while flow is only added. Everything that was looked at is then closed to later searches, so that
 * all failing searches together look at everything once.
 */
export function rerouteFor(flow: Flow, job: number): boolean {
  const { reached, closedJobs, queue, cameFrom } = flow;
  reached.set(closedJobs);
  flow.seenIn.set(flow.closedIn);
  queue[0] = job;
  cameFrom[job] = -1;
  reached[job >> 5]! |= 1 << (job & 31);
  const lackWh = flow.shortWh[job]!;
  const ends = spread(flow, 1, 2 * lackWh);
  if (ends === 0) {
    flow.closedIn.set(flow.seenIn);
    closedJobs.set(reached);
    return false;
  }
  let moved = false;
  for (let end = 0; end < ends && flow.shortWh[job]! > 0; end++) if (moveUpTo(flow, end)) moved = true;
  return moved;
}

/** In a flow that nothing fits into any more: all jobs whose share is in dispute, as bits in `reached`; the others have all they need. */
export function markDisputed(flow: Flow): void {
  const { tree, reached, queue, cameFrom } = flow;
  reached.fill(0);
  flow.seenIn.fill(0);
  let waiting = 0;
  for (let job = 0; job < tree.jobs; job++) {
    if (flow.shortWh[job]! <= 0) continue;
    queue[waiting++] = job;
    cameFrom[job] = -1;
    reached[job >> 5]! |= 1 << (job & 31);
  }
  spread(flow, waiting, Number.POSITIVE_INFINITY);
}

/** From the jobs in the queue on; returns how many jobs with room somewhere were found, stopping when they could take `enoughWh`. */
function spread(flow: Flow, waiting: number, enoughWh: number): number {
  const { tree, slotWords, couldTakeIn, fullIn, seenIn, queue, endJob, endSlot } = flow;
  const { above, levels } = tree;
  let ends = 0;
  let foundWh = 0;
  let last = waiting;
  for (let next = 0; next < last; next++) {
    const job = queue[next]!;
    for (let word = 0; word < slotWords; word++) {
      let slots = couldTakeIn[job * slotWords + word]!;
      for (let at = job * levels, end = at + levels; at < end && slots !== 0; at++) {
        const node = above[at]!;
        if (node < 0) break;
        const full = fullIn[node * slotWords + word]!;
        const fresh = slots & full & ~seenIn[node * slotWords + word]!;
        slots &= ~full;
        if (fresh === 0) continue;
        seenIn[node * slotWords + word]! |= fresh;
        last = displaceIn(flow, job, node, word, fresh, last);
      }
      while (slots !== 0) {
        const slot = (word << 5) + 31 - Math.clz32(slots & -slots);
        slots &= slots - 1;
        endJob[ends] = job;
        endSlot[ends++] = slot;
        foundWh += roomFor(flow, job, slot);
        if (foundWh >= enoughWh || ends === tree.jobs) return ends;
      }
    }
  }
  return ends;
}

/** Queues every job below the node that takes something in these slots; returns the queue's new length. */
function displaceIn(flow: Flow, job: number, node: number, word: number, slots: number, queued: number): number {
  const { tree, jobWords, takes, reached, queue, cameFrom, cameThrough } = flow;
  const from = tree.firstJob[node]!;
  const until = tree.endJob[node]!;
  let last = queued;
  for (let left = slots; left !== 0; left &= left - 1) {
    const slot = (word << 5) + 31 - Math.clz32(left & -left);
    for (let w = from >> 5, end = (until - 1) >> 5; w <= end; w++) {
      let jobs = takes[slot * jobWords + w]! & ~reached[w]! & maskOf(w, from, until);
      reached[w]! |= jobs;
      for (; jobs !== 0; jobs &= jobs - 1) {
        const other = (w << 5) + 31 - Math.clz32(jobs & -jobs);
        cameFrom[other] = job;
        cameThrough[other] = slot;
        queue[last++] = other;
      }
    }
  }
  return last;
}

/** Moves what fits along the chain that ends there; earlier moves may have left nothing of it. */
function moveUpTo(flow: Flow, end: number): boolean {
  const { tree, takenWh, cameFrom, cameThrough } = flow;
  const lastJob = flow.endJob[end]!;
  const lastSlot = flow.endSlot[end]!;
  let wh = roomFor(flow, lastJob, lastSlot);
  let job = lastJob;
  while (wh > 0 && cameFrom[job]! >= 0) {
    const slot = cameThrough[job]!;
    const before = cameFrom[job]!;
    wh = Math.min(wh, takenWh[slot * tree.jobs + job]!, roomInPlaceOf(flow, before, job, slot));
    job = before;
  }
  wh = Math.min(wh, flow.shortWh[job]!);
  if (wh <= 0) return false;
  // All leave before any enters, so that no limit is passed in between.
  for (let one = lastJob; cameFrom[one]! >= 0; one = cameFrom[one]!) give(flow, one, cameThrough[one]!, -wh);
  let into = lastSlot;
  for (let one = lastJob; one >= 0; one = cameFrom[one]!) {
    give(flow, one, into, wh);
    into = cameThrough[one]!;
  }
  serve(flow, job, wh);
  return true;
}
