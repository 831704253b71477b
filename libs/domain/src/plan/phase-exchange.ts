// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { type PhaseLoad, put } from './phase-load';
import type { Circle, Marginals } from './phase-marginals';
import { MOST_MOVERS } from './phase-movers';

/**
 * Moves energy of one job from its dearest place (unserved, or its dearest slot) to where its marginal cost says, and the jobs in the way
 * with it. The move is first made with the smallest step, which shows whether it is possible and what it truly gains, and is then repeated
 * as often as the tightest limit or job allows; a move that gains nothing is undone.
 */
export interface Exchange {
  readonly job: number[];
  /** Rank of the slot; −1: unserved. */
  readonly rank: number[];
  readonly amount: number[];
  cost: number;
  /** All that was paid and saved, whatever the sign: what rounding is measured by. */
  turnover: number;
  /** The jobs move in a circle from here: a gain of its own. */
  circle: { readonly job: number; readonly rank: number } | null;
}

const MOST_STEPS = 40;
const ROUNDING = 1e-12;

/** @returns what it gained, in money; 0: nothing to gain. */
export function exchange(load: PhaseLoad, marginals: Marginals, unservedCost: Float64Array, i: number, onlyShort: boolean): number {
  const from = dearestPlace(load, i);
  if (from === NOWHERE || (onlyShort && from >= 0)) return 0;
  const saved = from < 0 ? (unservedCost[i] as number) : (load.model.phases[i] as number) * (load.model.price[from] as number);
  if (saved - (marginals.cost[i] as number) <= 1e-12 + 1e-9 * Math.abs(saved)) return 0;
  return exchangeFrom(load, nothing(), marginals, unservedCost, i, from);
}

const nothing = (): Exchange => ({ job: [], rank: [], amount: [], cost: 0, turnover: 0, circle: null });

/** Moves the jobs of a circle round by one. */
export function turn(load: PhaseLoad, marginals: Marginals, unservedCost: Float64Array, { job, rank, movers, ratios }: Circle): number {
  const { to, mover, ratio, movers: count } = marginals;
  const at = job * MOST_MOVERS;
  const kept = {
    to: to[job] as number,
    movers: count[job] as number,
    mover: mover.slice(at, at + MOST_MOVERS),
    ratio: ratio.slice(at, at + MOST_MOVERS),
  };
  to[job] = rank;
  count[job] = movers.length;
  mover.set(movers, at);
  ratio.set(ratios, at);
  const probe = nothing();
  insert(load, probe, marginals, unservedCost, job, rank, load.step);
  undo(load, probe);
  const gain = probe.circle === null ? 0 : exchangeFrom(load, nothing(), marginals, unservedCost, probe.circle.job, probe.circle.rank);
  to[job] = kept.to;
  count[job] = kept.movers;
  mover.set(kept.mover, at);
  ratio.set(kept.ratio, at);
  return gain;
}

function exchangeFrom(load: PhaseLoad, made: Exchange, marginals: Marginals, unservedCost: Float64Array, i: number, from: number): number {
  const step = load.step;
  const possible =
    move(load, made, i, from, -step, unservedCost) && insert(load, made, marginals, unservedCost, i, from, step) && allHold(load, made);
  if (!possible || made.cost >= -ROUNDING * made.turnover) {
    undo(load, made);
    return 0;
  }
  const times = repeatable(load, made);
  if (times > 0)
    for (let k = 0; k < made.job.length; k++)
      shift(load, made.job[k] as number, made.rank[k] as number, (made.amount[k] as number) * times);
  return -made.cost * (times + 1);
}

const NOWHERE = -2;

function dearestPlace({ model, unserved, charges, step }: PhaseLoad, i: number): number {
  if ((unserved[i] as number) >= step) return -1;
  for (let word = model.slotWords - 1; word >= 0; word--) {
    const set = charges[i * model.slotWords + word] as number;
    if (set !== 0) return (word << 5) + 31 - Math.clz32(set);
  }
  return NOWHERE;
}

function shift(load: PhaseLoad, i: number, rank: number, amount: number): void {
  if (rank < 0) load.unserved[i]! += amount;
  else put(load, i, rank, amount);
}

/** false: the job has not so much there, or takes no more. */
function move(load: PhaseLoad, made: Exchange, i: number, rank: number, amount: number, unservedCost: Float64Array): boolean {
  const { phases, price, slots, most } = load.model;
  shift(load, i, rank, amount);
  made.job.push(i);
  made.rank.push(rank);
  made.amount.push(amount);
  const paid = amount * (rank < 0 ? (unservedCost[i] as number) : (phases[i] as number) * (price[rank] as number));
  made.cost += paid;
  made.turnover += Math.abs(paid);
  const now = rank < 0 ? (load.unserved[i] as number) : (load.units[i * slots + rank] as number);
  return now >= 0 && (rank < 0 || now <= (most[i] as number)) && made.job.length <= MOST_STEPS;
}

function insert(
  load: PhaseLoad,
  made: Exchange,
  marginals: Marginals,
  unservedCost: Float64Array,
  i: number,
  from: number,
  amount: number,
  above: readonly number[] = [],
): boolean {
  const rank = marginals.to[i] as number;
  if (above.includes(i)) {
    made.circle = { job: i, rank: from };
    return false;
  }
  if (!move(load, made, i, rank, amount, unservedCost)) return false;
  if (rank < 0) return true;
  for (let k = 0; k < (marginals.movers[i] as number); k++) {
    if (!isOver(load, i, rank)) return true;
    const j = marginals.mover[i * MOST_MOVERS + k] as number;
    const given = Math.ceil(amount * (marginals.ratio[i * MOST_MOVERS + k] as number) - 1e-6);
    if (!move(load, made, j, rank, -given, unservedCost)) return false;
    if (!insert(load, made, marginals, unservedCost, j, rank, given, [...above, i])) return false;
  }
  return true;
}

function isOver({ model, left }: PhaseLoad, i: number, rank: number): boolean {
  for (let at = model.pathStart[i] as number, end = model.pathStart[i + 1] as number; at < end; at++)
    if ((left[(model.path[at] as number) * model.slots + rank] as number) < 0) return true;
  return false;
}

function allHold(load: PhaseLoad, made: Exchange): boolean {
  return made.rank.every((rank, k) => rank < 0 || !isOver(load, made.job[k] as number, rank));
}

function undo(load: PhaseLoad, made: Exchange): void {
  for (let k = made.job.length - 1; k >= 0; k--) shift(load, made.job[k] as number, made.rank[k] as number, -(made.amount[k] as number));
}

/** How many times more the same moves fit. */
function repeatable(load: PhaseLoad, made: Exchange): number {
  const { model } = load;
  const { slots, most, path, pathStart, isKw, phases } = model;
  const used = new Map<number, number>();
  const taken = new Map<number, number>();
  let times = Number.MAX_SAFE_INTEGER;
  for (let k = 0; k < made.job.length; k++) {
    const i = made.job[k] as number;
    const rank = made.rank[k] as number;
    const amount = made.amount[k] as number;
    const place = i * (slots + 1) + rank + 1;
    taken.set(place, (taken.get(place) ?? 0) + amount);
    if (rank < 0) continue;
    for (let at = pathStart[i] as number, end = pathStart[i + 1] as number; at < end; at++) {
      const c = path[at] as number;
      const cell = c * slots + rank;
      used.set(cell, (used.get(cell) ?? 0) + (isKw[c] === 1 ? amount * (phases[i] as number) : amount));
    }
  }
  for (const [cell, amount] of used) if (amount > 0) times = Math.min(times, Math.floor((load.left[cell] as number) / amount));
  for (const [place, amount] of taken) {
    const i = Math.floor(place / (slots + 1));
    const rank = (place % (slots + 1)) - 1;
    const now = rank < 0 ? (load.unserved[i] as number) : (load.units[i * slots + rank] as number);
    if (amount < 0) times = Math.min(times, Math.floor(now / -amount));
    else if (amount > 0 && rank >= 0) times = Math.min(times, Math.floor(((most[i] as number) - now) / amount));
  }
  return times === Number.MAX_SAFE_INTEGER ? 0 : times;
}
