// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { PhaseLoad } from './phase-load';

/**
 * What one unit more for each job would cost, and how it would be done.
 *
 * A job's marginal cost is that of leaving the unit unserved, or of its cheapest slot with room, or of a full slot from which others are moved:
 * then the slot's price plus what each of those others costs elsewhere, less what it saves here. Where several limits are full at once, one
 * other job may relieve all of them, or one on each phase. That is a shortest path in which a step may branch; it is found as Bellman and
 * Ford do, by going over all jobs until nothing gets cheaper.
 */
export interface Marginals {
  /** By job, in money per unit. */
  readonly cost: Float64Array;
  /** Rank of the slot it goes to; −1: it stays unserved. */
  readonly to: Int32Array;
  /** Up to four jobs that make room there, and how many units each gives up for one. */
  readonly mover: Int32Array;
  readonly ratio: Float64Array;
  readonly movers: Uint8Array;
  /** The two cheapest jobs to move from a full (constraint, rank), and in which sweep they were sought. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly firstThree: Int32Array;
  readonly soughtIn: Int32Array;
  sweep: number;
  /** Jobs whose cost is to be sought anew, and slots (by rank, in bits) where something changed since. */
  readonly isStale: Uint8Array;
  readonly stirred: Int32Array;
  /** Moves that come back to their own job: gains by themselves. */
  circles: Circle[];
}

export interface Circle {
  readonly job: number;
  readonly rank: number;
  readonly movers: readonly number[];
  readonly ratios: readonly number[];
}

export const MOST_MOVERS = 4;
const TINY = 1e-9;

export function marginalsFor({ model: { jobs, slots, constraints } }: PhaseLoad): Marginals {
  const cells = constraints * slots;
  return {
    cost: new Float64Array(jobs),
    to: new Int32Array(jobs),
    mover: new Int32Array(jobs * MOST_MOVERS),
    ratio: new Float64Array(jobs * MOST_MOVERS),
    movers: new Uint8Array(jobs),
    first: new Int32Array(cells),
    second: new Int32Array(cells),
    firstThree: new Int32Array(cells),
    soughtIn: new Int32Array(cells),
    sweep: 0,
    isStale: new Uint8Array(jobs).fill(1),
    stirred: new Int32Array((slots + 31) >> 5),
    circles: [],
  };
}

/**
 * Only jobs whose cost is stale are looked at in all slots, the others in slots where something changed: a cost that has become too low is
 * found out when the exchange fails.
 * @param unservedCost by job, in money per unit. @param sweeps how long a chain of displaced jobs may get.
 */
export function findMarginals(load: PhaseLoad, marginals: Marginals, unservedCost: Float64Array, sweeps: number): void {
  const { jobs, slotWords } = load.model;
  const { isStale } = marginals;
  marginals.circles = [];
  let stirred = marginals.stirred;
  for (let i = 0; i < jobs; i++)
    if (isStale[i] === 1) {
      findFreeSlot(load, marginals, unservedCost, i);
      for (let word = 0; word < slotWords; word++) stirred[word]! |= load.charges[i * slotWords + word] as number;
    }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    marginals.sweep++;
    const next = new Int32Array(slotWords);
    let changed = false;
    for (let i = 0; i < jobs; i++)
      if (tryFullSlots(load, marginals, i, isStale[i] === 1 && sweep === 0 ? null : stirred)) {
        changed = true;
        for (let word = 0; word < slotWords; word++) next[word]! |= load.charges[i * slotWords + word] as number;
      }
    stirred = next;
    if (!changed) break;
  }
  isStale.fill(0);
  marginals.stirred.fill(0);
}

/** What job i would cost with one round of displacement, the others as they are marked. */
export function findNear(load: PhaseLoad, marginals: Marginals, unservedCost: Float64Array, i: number): void {
  marginals.sweep++;
  marginals.circles = [];
  findFreeSlot(load, marginals, unservedCost, i);
  tryFullSlots(load, marginals, i, null);
}

/** The cheapest slot with room, or none. */
export function findFreeSlot({ model, canTakeMore, full }: PhaseLoad, marginals: Marginals, unservedCost: Float64Array, i: number): void {
  const { slotWords, path, pathStart, phases, price } = model;
  marginals.cost[i] = unservedCost[i] as number;
  marginals.to[i] = -1;
  marginals.movers[i] = 0;
  for (let word = 0; word < slotWords; word++) {
    let free = canTakeMore[i * slotWords + word] as number;
    for (let at = pathStart[i] as number, end = pathStart[i + 1] as number; at < end; at++)
      free &= ~(full[(path[at] as number) * slotWords + word] as number);
    if (free === 0) continue;
    const rank = (word << 5) + 31 - Math.clz32(free & -free);
    const cost = (phases[i] as number) * (price[rank] as number);
    if (cost < (marginals.cost[i] as number)) {
      marginals.cost[i] = cost;
      marginals.to[i] = rank;
    }
    return;
  }
}

function tryFullSlots(load: PhaseLoad, marginals: Marginals, i: number, among: Int32Array | null): boolean {
  const { model, canTakeMore, full } = load;
  const { slotWords, path, pathStart, phases, price } = model;
  const start = pathStart[i] as number;
  const end = pathStart[i + 1] as number;
  let changed = false;
  for (let word = 0; word < slotWords; word++) {
    const open = (canTakeMore[i * slotWords + word] as number) & (among === null ? -1 : (among[word] as number));
    if (open === 0) continue;
    let blocked = 0;
    for (let at = start; at < end; at++) blocked |= full[(path[at] as number) * slotWords + word] as number;
    blocked &= open;
    while (blocked !== 0) {
      const bit = blocked & -blocked;
      blocked ^= bit;
      const rank = (word << 5) + 31 - Math.clz32(bit);
      const here = (phases[i] as number) * (price[rank] as number);
      if (here >= (marginals.cost[i] as number)) return changed;
      if (tryToMoveOthers(load, marginals, i, rank, here)) changed = true;
    }
  }
  return changed;
}

const chosen = new Int32Array(MOST_MOVERS);
const chosenRatio = new Float64Array(MOST_MOVERS);

/** Relieves the full limits of job i in that slot from its own node upwards; a job moved for a lower one counts for those above it. */
function tryToMoveOthers(load: PhaseLoad, marginals: Marginals, i: number, rank: number, here: number): boolean {
  const { model, full } = load;
  const { slots, slotWords, jobWords, path, pathStart, phases, price, isKw, users } = model;
  const at1 = rank >> 5;
  const bit = 1 << (rank & 31);
  const best = marginals.cost[i] as number;
  let cost = here;
  let count = 0;
  for (let at = pathStart[i] as number, end = pathStart[i + 1] as number; at < end; at++) {
    const c = path[at] as number;
    if (((full[c * slotWords + at1] as number) & bit) === 0) continue;
    let wanted = isKw[c] === 1 ? (phases[i] as number) : 1;
    for (let k = 0; k < count && wanted > 0; k++) {
      const j = chosen[k] as number;
      if (((users[c * jobWords + (j >> 5)] as number) & (1 << (j & 31))) !== 0)
        wanted -= (chosenRatio[k] as number) * (isKw[c] === 1 ? (phases[j] as number) : 1);
    }
    if (wanted <= TINY) continue;
    if (count === MOST_MOVERS) return false;
    seek(load, marginals, c, rank);
    const cell = c * slots + rank;
    const j = marginals.first[cell] === i ? (marginals.second[cell] as number) : (marginals.first[cell] as number);
    if (j < 0) return false;
    const ratio = isKw[c] === 1 ? wanted / (phases[j] as number) : wanted;
    cost += ratio * ((marginals.cost[j] as number) - (phases[j] as number) * (price[rank] as number));
    if (cost >= best && phases[i] !== 3) return false;
    chosen[count] = j;
    chosenRatio[count++] = ratio;
  }
  if (count > 1) {
    const single = oneForAll(load, marginals, i, rank);
    if (single >= 0) {
      const alone = here + (marginals.cost[single] as number) - (phases[single] as number) * (price[rank] as number);
      if (alone < cost) {
        cost = alone;
        chosen[0] = single;
        chosenRatio[0] = 1;
        count = 1;
      }
    }
  }
  if (cost >= best - TINY * Math.abs(best)) return false;
  for (let k = 0; k < count; k++)
    if (leadsTo(marginals, chosen[k] as number, i)) {
      if (marginals.circles.length < load.model.jobs)
        marginals.circles.push({
          job: i,
          rank,
          movers: Array.from(chosen.subarray(0, count)),
          ratios: Array.from(chosenRatio.subarray(0, count)),
        });
      return false;
    }
  marginals.cost[i] = cost;
  marginals.to[i] = rank;
  marginals.movers[i] = count;
  for (let k = 0; k < count; k++) {
    marginals.mover[i * MOST_MOVERS + k] = chosen[k] as number;
    marginals.ratio[i * MOST_MOVERS + k] = chosenRatio[k] as number;
  }
  return true;
}

/** Whether moving job j would, in the end, move job i: then the costs go round in a circle, which is a gain of its own and no path. */
function leadsTo(marginals: Marginals, j: number, i: number): boolean {
  if (j === i) return true;
  for (let k = 0; k < (marginals.movers[j] as number); k++)
    if (leadsTo(marginals, marginals.mover[j * MOST_MOVERS + k] as number, i)) return true;
  return false;
}

/** The cheapest three-phase job below the lowest full limit: it relieves every limit above, too. */
function oneForAll(load: PhaseLoad, marginals: Marginals, i: number, rank: number): number {
  const { slots, slotWords, path, pathStart, phases } = load.model;
  if (phases[i] !== 3) return -1;
  for (let at = pathStart[i] as number, end = pathStart[i + 1] as number; at < end; at++) {
    const c = path[at] as number;
    if (((load.full[c * slotWords + (rank >> 5)] as number) & (1 << (rank & 31))) === 0) continue;
    seek(load, marginals, c, rank);
    const j = marginals.firstThree[c * slots + rank] as number;
    return j === i ? -1 : j;
  }
  return -1;
}

function seek({ model, chargers }: PhaseLoad, marginals: Marginals, c: number, rank: number): void {
  const { slots, jobWords, users, phases, price, isKw } = model;
  const cell = c * slots + rank;
  if (marginals.soughtIn[cell] === marginals.sweep) return;
  marginals.soughtIn[cell] = marginals.sweep;
  const slotPrice = price[rank] as number;
  const perWh = isKw[c] === 1;
  let first = -1;
  let second = -1;
  let three = -1;
  let cost1 = Number.POSITIVE_INFINITY;
  let cost2 = Number.POSITIVE_INFINITY;
  let cost3 = Number.POSITIVE_INFINITY;
  for (let word = 0; word < jobWords; word++) {
    let set = (chargers[rank * jobWords + word] as number) & (users[c * jobWords + word] as number);
    while (set !== 0) {
      const bit = set & -set;
      set ^= bit;
      const j = (word << 5) + 31 - Math.clz32(bit);
      const width = phases[j] as number;
      const whole = (marginals.cost[j] as number) - width * slotPrice;
      if (width === 3 && whole < cost3) {
        cost3 = whole;
        three = j;
      }
      const cost = perWh ? whole / width : whole;
      if (cost < cost1) {
        cost2 = cost1;
        second = first;
        cost1 = cost;
        first = j;
      } else if (cost < cost2) {
        cost2 = cost;
        second = j;
      }
    }
  }
  marginals.first[cell] = first;
  marginals.second[cell] = second;
  marginals.firstThree[cell] = three;
}
