// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { PhaseLoad } from './phase-load';

/**
 * Which jobs could take a unit more, and in which order that was found. A job has a way into a slot that has room on every limit above it, or
 * where for every limit that is full another job charges that has a way itself, found before: one for each phase if need be. Only a job found
 * earlier makes room for a later one, so that ways never run in a circle.
 */
export interface Ways {
  /** Slots where room counts; a search for cheaper slots leaves out the dear ones. */
  readonly roomIn: Int32Array;
  /** By constraint, the slots where somebody found could make room. */
  readonly relieved: Int32Array;
  readonly found: Int32Array;
  /** By job: its place in the order of finding, and the rank of the slot it goes to (−1: it gives up the unit). */
  readonly turn: Int32Array;
  readonly into: Int32Array;
  /** Those found before this turn have room at once. */
  firstDisplacing: number;
  readonly open: Int32Array;
  readonly fresh: Int32Array;
  readonly stirred: Int32Array;
}

export const NOBODY = -1;
export const UNSERVED = -1;

export const waysFor = ({ model: { jobs, slotWords, jobWords, constraints } }: PhaseLoad): Ways => ({
  roomIn: new Int32Array(slotWords).fill(-1),
  relieved: new Int32Array(constraints * slotWords),
  found: new Int32Array(jobWords),
  turn: new Int32Array(jobs),
  into: new Int32Array(jobs),
  firstDisplacing: 0,
  open: new Int32Array(jobs),
  fresh: new Int32Array(slotWords),
  stirred: new Int32Array(slotWords),
});

/**
 * Searches until `goal` has a way, or until nobody more has one.
 * @param outbid jobs worth less than this share of the goal may give up what they have, 0: none.
 * @returns whether the goal has a way.
 */
export function findWays(load: PhaseLoad, ways: Ways, goal: number, outbid: number): boolean {
  const { jobs, slotWords, byWorth, need, grain } = load.model;
  const { open, relieved, found, fresh, stirred } = ways;
  relieved.fill(0);
  found.fill(0);
  stirred.fill(0);
  let turn = 0;
  let waiting = 0;
  for (let k = 0; k < jobs; k++) {
    const i = byWorth[k]!;
    if (need[i]! - load.unserved[i]! < grain && i !== goal) continue;
    const rank = slotWithRoom(load, ways, i);
    if (rank < 0) open[waiting++] = i;
    else join(load, ways, i, rank, turn++);
    if (rank >= 0 && i === goal) return true;
  }
  ways.firstDisplacing = turn;
  if (outbid > 0) {
    const kept = waiting;
    waiting = 0;
    for (let k = 0; k < kept; k++) {
      const i = open[k]!;
      if (i !== goal && isOutbid(load, i, goal, outbid)) join(load, ways, i, UNSERVED, turn++);
      else open[waiting++] = i;
    }
  }
  for (let before = -1; turn > before; ) {
    before = turn;
    fresh.set(stirred);
    stirred.fill(0);
    const kept = waiting;
    waiting = 0;
    for (let k = 0; k < kept; k++) {
      const i = open[k]!;
      let rank = -1;
      for (let word = 0; word < slotWords && rank < 0; word++) {
        if ((load.canTakeMore[i * slotWords + word]! & fresh[word]!) === 0) continue;
        const set = slotsFor(load, ways, i, word) & fresh[word]!;
        if (set !== 0) rank = (word << 5) + 31 - Math.clz32(set & -set);
      }
      if (rank < 0) open[waiting++] = i;
      else join(load, ways, i, rank, turn++);
      if (rank >= 0 && i === goal) return true;
    }
  }
  return false;
}

/** The slots in that word that job i has a way into. Limits are asked from the root down: what is full is mostly up there. */
export function slotsFor({ model, canTakeMore, full }: PhaseLoad, { relieved, roomIn }: Ways, i: number, word: number): number {
  const { slotWords, path, pathStart } = model;
  let set = canTakeMore[i * slotWords + word]!;
  let counts = roomIn[word]!;
  for (let at = pathStart[i + 1]! - 1, first = pathStart[i]!; at >= first && set !== 0; at--) {
    const cell = path[at]! * slotWords + word;
    set &= ~full[cell]! | relieved[cell]!;
    counts |= full[cell]!;
  }
  return set & counts;
}

/** Whether job i has a way into a slot that counts. */
export function hasWay(load: PhaseLoad, ways: Ways, i: number): boolean {
  for (let word = 0; word < ways.roomIn.length; word++) if ((slotsFor(load, ways, i, word) & ways.roomIn[word]!) !== 0) return true;
  return false;
}

/** The cheapest slot with room for job i, among those that count; −1: none. */
export function slotWithRoom({ model, canTakeMore, full }: PhaseLoad, { roomIn }: Ways, i: number): number {
  const { slotWords, path, pathStart } = model;
  for (let word = 0; word < slotWords; word++) {
    let set = canTakeMore[i * slotWords + word]! & roomIn[word]!;
    for (let at = pathStart[i + 1]! - 1, first = pathStart[i]!; at >= first && set !== 0; at--) set &= ~full[path[at]! * slotWords + word]!;
    if (set !== 0) return (word << 5) + 31 - Math.clz32(set & -set);
  }
  return -1;
}

/** Job i has a way: where it charges, it could make room. */
export function join({ model, charges, full }: PhaseLoad, ways: Ways, i: number, rank: number, turn: number): void {
  const { slotWords, path, pathStart } = model;
  const { relieved, stirred } = ways;
  ways.into[i] = rank;
  ways.turn[i] = turn;
  ways.found[i >> 5]! |= 1 << (i & 31);
  for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end; at++)
    for (let word = 0, cell = path[at]! * slotWords; word < slotWords; word++, cell++) {
      const more = charges[i * slotWords + word]! & full[cell]! & ~relieved[cell]!;
      relieved[cell]! |= more;
      stirred[word]! |= more;
    }
}

/** A three-phase van counts by its worth on one phase and by that on all: which is right depends on how many of its limits are full. */
function isOutbid({ model: { worth, weight } }: PhaseLoad, i: number, by: number, share: number): boolean {
  return worth[i]! < share * worth[by]! || weight[i]! < share * weight[by]!;
}
