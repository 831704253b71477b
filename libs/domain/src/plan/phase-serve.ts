// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { fillCheapest, type PhaseLoad } from './phase-load';
import { costInto, type Moves, mostInto, moveIn, shift, undo } from './phase-moves';
import { findWays, hasWay, NOBODY, slotsFor, UNSERVED, type Ways } from './phase-ways';

/**
 * Serves jobs one after the other, each with all it can have without taking from those before it. Where classes share, those of one class
 * and as many phases rise together; one- and three-phase vans cannot, since an amp of theirs is not the same energy.
 */
export function serveInOrder(load: PhaseLoad, ways: Ways, moves: Moves, order: readonly number[]): void {
  const { classes, weight, phases, need } = load.model;
  if (!classes) {
    for (const i of order) serve(load, ways, moves, i, 0, 0);
    return;
  }
  for (let from = 0, until = 0; from < order.length; from = until) {
    const first = order[from]!;
    while (until < order.length && weight[order[until]!] === weight[first] && phases[order[until]!] === phases[first]) until++;
    const equals = order.slice(from, until);
    const steps = equals.length > 1 ? SHARING_STEPS : 1;
    for (let step = 1; step <= steps; step++)
      for (const i of equals) serve(load, ways, moves, i, Math.floor((need[i]! * (steps - step)) / steps), 0);
  }
}

/** A class shares by twelfths of each one's need. */
const SHARING_STEPS = 12;

/** Lets jobs that are short take from jobs worth less, first from those worth least, where the whole move gains. */
export function outbid(load: PhaseLoad, ways: Ways, moves: Moves): void {
  const { byWorth, jobs, grain } = load.model;
  for (const share of SHARES)
    for (let k = jobs - 1; k >= 0; k--) if (load.unserved[byWorth[k]!]! >= grain) serve(load, ways, moves, byWorth[k]!, 0, share);
  serveWhoHasAWay(load, ways, moves);
}

/** One search tells for all who could have more from nobody's loss, until somebody has. */
function serveWhoHasAWay(load: PhaseLoad, ways: Ways, moves: Moves): void {
  const { byWorth, jobs } = load.model;
  let isKnown = false;
  for (let k = jobs - 1; k >= 0; k--) {
    const i = byWorth[k]!;
    if (load.unserved[i]! === 0) continue;
    if (!isKnown) findWays(load, ways, NOBODY, 0);
    isKnown = !hasWay(load, ways, i);
    if (!isKnown) serve(load, ways, moves, i, 0, 0);
  }
}

/** First from jobs worth little beside it, then from any worth less. */
const SHARES = [0.6, 0.999];

/** @param keep units that stay unserved. @param share takes from jobs worth less than this share of its own worth; 0: from none. */
function serve(load: PhaseLoad, ways: Ways, moves: Moves, i: number, keep: number, share: number): void {
  const { grain, slotWords } = load.model;
  fillCheapest(load, i, keep);
  for (let gained = grain; gained > 0 && load.unserved[i]! - keep >= grain; ) {
    if (!findWays(load, ways, i, share)) return;
    gained = 0;
    for (let word = 0; word < slotWords; word++)
      for (let set = slotsFor(load, ways, i, word); set !== 0 && load.unserved[i]! - keep >= grain; set &= set - 1)
        gained += takeUp(load, ways, moves, i, (word << 5) + 31 - Math.clz32(set & -set), keep, share > 0);
  }
}

/** Serves job i in that slot as far as its way goes. @returns units gained. */
function takeUp(load: PhaseLoad, ways: Ways, moves: Moves, i: number, rank: number, keep: number, takes: boolean): number {
  const { grain, worth } = load.model;
  let gained = 0;
  for (let amount = grain; amount > 0 && load.unserved[i]! - keep >= grain; gained += amount) {
    if (takes && costInto(load, ways, i, rank) >= worth[i]!) break;
    amount = Math.min(load.unserved[i]! - keep, mostInto(load, ways, i, rank));
    while (amount >= grain && !made(load, ways, moves, i, rank, amount, takes)) amount >>= 1;
    if (amount < grain) break;
  }
  return gained;
}

function made(load: PhaseLoad, ways: Ways, moves: Moves, i: number, rank: number, amount: number, takes: boolean): boolean {
  moves.count = 0;
  moves.cost = 0;
  shift(load, moves, i, UNSERVED, -amount);
  if (moveIn(load, ways, moves, i, rank, amount) && (!takes || moves.cost < 0)) return true;
  undo(load, moves);
  return false;
}
