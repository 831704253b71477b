// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { type Followers, findFollowers, followersFor, forgetFollowers, LATE, needsFollowers } from './phase-followers';
import { type PhaseLoad, put, roomFor } from './phase-load';
import { costInto, type Moves, mostInto, moveIn, undo } from './phase-moves';
import { findWays, hasWay, NOBODY, slotsFor, type Ways } from './phase-ways';

/** A move must save this share of the price; slots of the same price are not worth a search. */
const WORTHWHILE = 0.002;

/**
 * Empties slots, from the dearest to the cheapest, into cheaper ones, with what each job gets unchanged. Others make room by moving to cheaper
 * slots too, or into the slot that becomes free: a three-phase van that changes places with a one-phase van brings three times the energy
 * into the cheaper slot.
 */
export function cheapen(load: PhaseLoad, ways: Ways, moves: Moves): void {
  const { slots, jobWords, price } = load.model;
  const followers = followersFor(ways);
  for (let dear = slots - 1; dear > 0; dear--) {
    let cheaper = dear;
    while (cheaper > 0 && price[cheaper - 1]! > price[dear]! - WORTHWHILE * Math.abs(price[dear]!)) cheaper--;
    if (cheaper === 0) return;
    roomBelow(ways.roomIn, cheaper);
    let isSearched = false;
    for (let word = 0; word < jobWords; word++)
      for (let set = load.chargers[dear * jobWords + word]!; set !== 0; set &= set - 1) {
        const i = (word << 5) + 31 - Math.clz32(set & -set);
        if (!takesMoreBelow(load, ways, i)) continue;
        if (!isSearched) findWays(load, ways, NOBODY, 0);
        isSearched = true;
        const follows = needsFollowers(load, ways, i, followers);
        if (follows || hasWay(load, ways, i)) moveOut(load, ways, moves, i, dear, follows ? followers : null);
      }
  }
}

/** The set of ranks below that one. */
function roomBelow(set: Int32Array, rank: number): void {
  for (let word = 0; word < set.length; word++) {
    const bits = rank - (word << 5);
    set[word] = bits <= 0 ? 0 : bits >= 32 ? -1 : (1 << bits) - 1;
  }
}

function takesMoreBelow({ model: { slotWords }, canTakeMore }: PhaseLoad, { roomIn }: Ways, i: number): boolean {
  for (let word = 0; word < slotWords; word++) if ((canTakeMore[i * slotWords + word]! & roomIn[word]!) !== 0) return true;
  return false;
}

/** Takes job i out of its dear slot, as far as that saves. */
function moveOut(load: PhaseLoad, ways: Ways, moves: Moves, i: number, dear: number, followers: Followers | null): void {
  const { slots, slotWords, phases, price, grain } = load.model;
  const { roomIn, turn } = ways;
  let inHand = load.units[i * slots + dear]!;
  const turnBefore = turn[i]!;
  put(load, i, dear, -inHand);
  if (followers !== null) findFollowers(load, ways, i, dear, followers);
  turn[i] = 2 * LATE;
  const now = phases[i]! * price[dear]!;
  const enough = now - WORTHWHILE * Math.abs(now);
  for (let word = 0; word < slotWords && inHand >= grain; word++)
    for (let set = slotsFor(load, ways, i, word) & roomIn[word]!; set !== 0 && inHand >= grain; set &= set - 1) {
      const rank = (word << 5) + 31 - Math.clz32(set & -set);
      for (let amount = grain; amount >= grain && inHand >= grain && costInto(load, ways, i, rank) < enough; inHand -= amount) {
        amount = Math.min(inHand, mostInto(load, ways, i, rank));
        while (amount >= grain && !made(load, ways, moves, i, rank, amount, dear, inHand)) amount >>= 1;
        if (amount < grain) break;
      }
    }
  put(load, i, dear, inHand);
  turn[i] = turnBefore;
  if (followers !== null) forgetFollowers(load, ways, i, followers);
}

/** Moves that much in hand; what is left of it must still fit where it came from. */
function made(load: PhaseLoad, ways: Ways, moves: Moves, i: number, rank: number, amount: number, dear: number, inHand: number): boolean {
  moves.count = 0;
  moves.cost = -load.model.phases[i]! * load.model.price[dear]! * amount;
  if (moveIn(load, ways, moves, i, rank, amount) && moves.cost < 0 && roomFor(load, i, dear) >= inHand - amount) return true;
  undo(load, moves);
  return false;
}
