// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { type PhaseLoad, put } from './phase-load';
import { slotWithRoom, UNSERVED, type Ways } from './phase-ways';

/** What has been moved so far, and what that costs in money: made as a whole or taken back. */
export interface Moves {
  count: number;
  cost: number;
  readonly job: Int32Array;
  readonly rank: Int32Array;
  readonly amount: Int32Array;
}

const MOST_MOVES = 80;
/** Ways longer than this are not worth their search. */
const MOST_LINKS = 10;
const IMPOSSIBLE = 1e12;

export const noMoves = (): Moves => ({
  count: 0,
  cost: 0,
  job: new Int32Array(MOST_MOVES),
  rank: new Int32Array(MOST_MOVES),
  amount: new Int32Array(MOST_MOVES),
});

/** Gives job i `amount` more at that rank, or less, or leaves it unserved. */
export function shift(load: PhaseLoad, moves: Moves, i: number, rank: number, amount: number): void {
  const { phases, price, worth } = load.model;
  if (rank === UNSERVED) load.unserved[i]! += amount;
  else put(load, i, rank, amount);
  moves.cost += amount * (rank === UNSERVED ? worth[i]! : phases[i]! * price[rank]!);
  moves.job[moves.count] = i;
  moves.rank[moves.count] = rank;
  moves.amount[moves.count++] = amount;
}

export function undo(load: PhaseLoad, moves: Moves): void {
  while (moves.count > 0) {
    const k = --moves.count;
    if (moves.rank[k] === UNSERVED) load.unserved[moves.job[k]!]! -= moves.amount[k]!;
    else put(load, moves.job[k]!, moves.rank[k]!, -moves.amount[k]!);
  }
  moves.cost = 0;
}

/** Puts job i there; while a limit is passed, the first found of those in the way moves on by as much. @returns false: no such way; to be undone. */
export function moveIn(load: PhaseLoad, ways: Ways, moves: Moves, i: number, rank: number, amount: number, links = 0): boolean {
  const { model, units, left } = load;
  const { slots, path, pathStart, isKw, phases, most } = model;
  if (rank !== UNSERVED && (units[i * slots + rank]! + amount > most[i]! || links > MOST_LINKS)) return false;
  shift(load, moves, i, rank, amount);
  if (rank === UNSERVED) return true;
  for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end; at++) {
    const c = path[at]!;
    for (let over = -left[c * slots + rank]!; over > 0; over = -left[c * slots + rank]!) {
      const j = inTheWay(load, ways, c, rank, ways.turn[i]!);
      if (j < 0 || moves.count > MOST_MOVES - 4) return false;
      const leaves = Math.min(units[j * slots + rank]!, isKw[c] === 1 ? Math.ceil(over / phases[j]!) : over);
      shift(load, moves, j, rank, -leaves);
      if (!moveIn(load, ways, moves, j, slotOf(load, ways, j), leaves, links + 1)) return false;
    }
  }
  return true;
}

/** The most that could go that way at once; a guess where two branches of a way meet. */
export function mostInto(load: PhaseLoad, ways: Ways, i: number, rank: number, links = 0): number {
  const { model, units, left } = load;
  const { slots, path, pathStart, isKw, phases, most } = model;
  if (rank === UNSERVED) return IMPOSSIBLE;
  if (links > MOST_LINKS) return 0;
  let amount = most[i]! - units[i * slots + rank]!;
  for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end && amount > 0; at++) {
    const c = path[at]!;
    const perUnit = isKw[c] === 1 ? phases[i]! : 1;
    let room = left[c * slots + rank]!;
    if (room >= amount * perUnit) continue;
    const j = isFull(load, c, rank) ? inTheWay(load, ways, c, rank, ways.turn[i]!) : -1;
    if (j >= 0) {
      const leaves = Math.min(units[j * slots + rank]!, mostInto(load, ways, j, slotOf(load, ways, j), links + 1));
      room += leaves * (isKw[c] === 1 ? phases[j]! : 1);
    }
    amount = Math.min(amount, Math.floor(room / perUnit));
  }
  return amount;
}

/** What a unit that way costs in the end: the slot's price, and for each that makes room its new slot less its old one. */
export function costInto(load: PhaseLoad, ways: Ways, i: number, rank: number, links = 0): number {
  const { slots, path, pathStart, isKw, phases, price, worth } = load.model;
  if (rank === UNSERVED) return worth[i]!;
  if (links > MOST_LINKS) return IMPOSSIBLE;
  let cost = phases[i]! * price[rank]!;
  let last = -1;
  let lastLeaves = 0;
  for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end; at++) {
    const c = path[at]!;
    if (!isFull(load, c, rank)) continue;
    const j = inTheWay(load, ways, c, rank, ways.turn[i]!);
    if (j < 0) {
      if (load.left[c * slots + rank]! > 0) continue;
      return IMPOSSIBLE;
    }
    const perUnit = isKw[c] === 1 ? phases[j]! : 1;
    const leaves = (isKw[c] === 1 ? phases[i]! : 1) / perUnit - (j === last ? lastLeaves : 0);
    if (leaves <= 0) continue;
    cost += leaves * (costInto(load, ways, j, slotOf(load, ways, j), links + 1) - phases[j]! * price[rank]!);
    lastLeaves = j === last ? lastLeaves + leaves : leaves;
    last = j;
  }
  return cost;
}

const isFull = ({ model, full }: PhaseLoad, c: number, rank: number) =>
  (full[c * model.slotWords + (rank >> 5)]! & (1 << (rank & 31))) !== 0;

/** Of those who use the limit in that slot, the first found, and before that turn. */
function inTheWay({ model, chargers }: PhaseLoad, { found, turn }: Ways, c: number, rank: number, before: number): number {
  const { jobWords, users } = model;
  let first = -1;
  let earliest = before;
  for (let word = 0; word < jobWords; word++)
    for (let set = chargers[rank * jobWords + word]! & users[c * jobWords + word]! & found[word]!; set !== 0; set &= set - 1) {
      const j = (word << 5) + 31 - Math.clz32(set & -set);
      if (turn[j]! >= earliest) continue;
      earliest = turn[j]!;
      first = j;
    }
  return first;
}

/** Where job j goes: as found, or if that was room that is taken by now, the next cheapest. */
function slotOf(load: PhaseLoad, ways: Ways, j: number): number {
  if (ways.turn[j]! >= ways.firstDisplacing || ways.into[j] === UNSERVED) return ways.into[j]!;
  const rank = slotWithRoom(load, ways, j);
  if (rank >= 0) ways.into[j] = rank;
  return ways.into[j]!;
}
