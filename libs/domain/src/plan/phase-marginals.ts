// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { PhaseLoad } from './phase-load';
import { MOST_MOVERS, tryToMoveOthers } from './phase-movers';

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
  /** Moves that come back to their own job: gains by themselves. */
  circles: Circle[];
}

export interface Circle {
  readonly job: number;
  readonly rank: number;
  readonly movers: readonly number[];
  readonly ratios: readonly number[];
}

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
    circles: [],
  };
}

/** @param unservedCost by job, in money per unit. @param sweeps how long a chain of displaced jobs may get. */
export function findMarginals(load: PhaseLoad, marginals: Marginals, unservedCost: Float64Array, sweeps: number): void {
  const { jobs, slotWords } = load.model;
  marginals.circles = [];
  for (let i = 0; i < jobs; i++) findFreeSlot(load, marginals, unservedCost, i);
  let stirred: Int32Array | null = null;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    marginals.sweep++;
    const next = new Int32Array(slotWords);
    let changed = false;
    for (let i = 0; i < jobs; i++)
      if (tryFullSlots(load, marginals, i, stirred)) {
        changed = true;
        for (let word = 0; word < slotWords; word++) next[word]! |= load.charges[i * slotWords + word] as number;
      }
    if (!changed) return;
    stirred = next;
  }
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
