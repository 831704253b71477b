// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { type PhaseLoad, put, roomFor } from './phase-load';
import { costInto, type Moves, mostInto, moveIn, undo } from './phase-moves';
import { findWays, join, NOBODY, slotsFor, type Ways } from './phase-ways';

/** A move must save this share of the price; slots of the same price are not worth a search. */
const WORTHWHILE = 0.002;
/** Turns after all that a search gives. */
const LATE = 1 << 28;

/**
 * Empties slots, from the dearest to the cheapest, into cheaper ones, with what each job gets unchanged. Others make room by moving to cheaper
 * slots too, or into the slot that becomes free: a three-phase van that changes places with a one-phase van brings three times the energy
 * into the cheaper slot.
 */
export function cheapen(load: PhaseLoad, ways: Ways, moves: Moves): void {
  const { slots, jobWords, price } = load.model;
  const kept = { relieved: new Int32Array(ways.relieved.length), found: new Int32Array(jobWords) };
  for (let dear = slots - 1; dear > 0; dear--) {
    let cheaper = dear;
    while (cheaper > 0 && price[cheaper - 1]! > price[dear]! - WORTHWHILE * Math.abs(price[dear]!)) cheaper--;
    if (cheaper === 0) return;
    if (isEmpty(load, dear)) continue;
    roomBelow(ways.roomIn, cheaper);
    findWays(load, ways, NOBODY, 0);
    kept.relieved.set(ways.relieved);
    kept.found.set(ways.found);
    for (let word = 0; word < jobWords; word++)
      for (let set = load.chargers[dear * jobWords + word]!; set !== 0; set &= set - 1)
        if (moveOut(load, ways, moves, (word << 5) + 31 - Math.clz32(set & -set), dear, cheaper)) {
          ways.relieved.set(kept.relieved);
          ways.found.set(kept.found);
        }
  }
}

function isEmpty({ model: { jobWords }, chargers }: PhaseLoad, rank: number): boolean {
  for (let word = 0; word < jobWords; word++) if (chargers[rank * jobWords + word] !== 0) return false;
  return true;
}

/** The set of ranks below that one. */
function roomBelow(set: Int32Array, rank: number): void {
  for (let word = 0; word < set.length; word++) {
    const bits = rank - (word << 5);
    set[word] = bits <= 0 ? 0 : bits >= 32 ? -1 : (1 << bits) - 1;
  }
}

/** Takes job i out of its dear slot, as far as that saves. @returns whether others were found that could take its place there. */
function moveOut(load: PhaseLoad, ways: Ways, moves: Moves, i: number, dear: number, cheaper: number): boolean {
  const { slots, phases, price, grain } = load.model;
  const { roomIn, turn } = ways;
  let inHand = load.units[i * slots + dear]!;
  const before = turn[i]!;
  put(load, i, dear, -inHand);
  const swaps = phases[i] === 3 && joinThoseWhoCouldFollow(load, ways, i, dear);
  turn[i] = 2 * LATE;
  const now = phases[i]! * price[dear]!;
  const enough = now - WORTHWHILE * Math.abs(now);
  for (let word = 0; word << 5 < cheaper && inHand >= grain; word++)
    for (let set = slotsFor(load, ways, i, word) & roomIn[word]!; set !== 0 && inHand >= grain; set &= set - 1) {
      const rank = (word << 5) + 31 - Math.clz32(set & -set);
      for (let amount = grain; amount >= grain && inHand >= grain && costInto(load, ways, i, rank) < enough; inHand -= amount) {
        amount = Math.min(inHand, mostInto(load, ways, i, rank));
        while (amount >= grain && !made(load, ways, moves, i, rank, amount, now, { dear, inHand })) amount >>= 1;
        if (amount < grain) break;
      }
    }
  put(load, i, dear, inHand);
  turn[i] = before;
  return swaps;
}

/** Those who could use the dear slot now that job i is out of it. */
function joinThoseWhoCouldFollow(load: PhaseLoad, ways: Ways, i: number, dear: number): boolean {
  const { model, canTakeMore, full } = load;
  const { jobs, slotWords, path, pathStart } = model;
  const word = dear >> 5;
  const bit = 1 << (dear & 31);
  let late = LATE;
  for (let j = 0; j < jobs; j++) {
    if (j === i || (canTakeMore[j * slotWords + word]! & bit) === 0 || (ways.found[j >> 5]! & (1 << (j & 31))) !== 0) continue;
    let isFull = 0;
    for (let at = pathStart[j]!, end = pathStart[j + 1]!; at < end && isFull === 0; at++)
      isFull = full[path[at]! * slotWords + word]! & bit;
    if (isFull === 0) join(load, ways, j, dear, late++);
  }
  return late > LATE;
}

/** What is left in hand must still fit where it came from. */
function made(
  load: PhaseLoad,
  ways: Ways,
  moves: Moves,
  i: number,
  rank: number,
  amount: number,
  now: number,
  { dear, inHand }: { readonly dear: number; readonly inHand: number },
): boolean {
  moves.count = 0;
  moves.cost = -now * amount;
  if (moveIn(load, ways, moves, i, rank, amount) && moves.cost < 0 && roomFor(load, i, dear) >= inHand - amount) return true;
  undo(load, moves);
  return false;
}
