import { SPARE_WORTH } from '../worth';
import type { Rows } from './rows';

/**
 * Prices for the amps of each row (Lagrange multipliers). At given prices every player takes what pays; rows that are then overdrawn
 * become dearer, others cheaper, by steps after Polyak. What all would earn at the prices is never less than the best there is.
 */
export interface Prices {
  readonly ofRow: Float64Array;
  readonly best: Float64Array;
  readonly overdrawn: Float64Array;
  /** The least upper bound found. */
  bound: number;
  step: number;
  stalled: number;
}

export function openPrices({ limit }: Rows): Prices {
  const rows = limit.length;
  return {
    ofRow: new Float64Array(rows),
    best: new Float64Array(rows),
    overdrawn: new Float64Array(rows),
    bound: Number.POSITIVE_INFINITY,
    step: 1,
    stalled: 0,
  };
}

/** What one amp costs a player. */
export function costFor({ first, rowOf, use }: Rows, ofRow: Float64Array, player: number): number {
  let cost = 0;
  const end = first[player + 1] as number;
  for (let q = first[player] as number; q < end; q++) cost += (ofRow[rowOf[q] as number] as number) * (use[q] as number);
  return cost;
}

/** One step. False when the prices cannot get better: nothing is overdrawn, or what is known to be reachable is the bound. */
export function step(prices: Prices, rows: Rows, reached: number): boolean {
  const bound = take(prices, rows);
  if (bound < prices.bound - 1e-9) {
    prices.stalled = prices.bound - bound < 1e-4 * bound ? prices.stalled + 1 : 0;
    prices.bound = bound;
    prices.best.set(prices.ofRow);
  } else prices.stalled++;
  if (prices.stalled >= 4) {
    prices.stalled = 0;
    prices.step = prices.step * 0.6 < 0.05 ? 0.3 : prices.step * 0.6;
    prices.ofRow.set(prices.best);
  }
  if (prices.bound - reached < 1e-4 * reached) return false;
  return move(prices, bound, reached + (prices.bound - reached) * 0.3);
}

/** Everybody takes what pays; what that is worth, rows paid for, is an upper bound. */
function take({ ofRow, overdrawn }: Prices, rows: Rows): number {
  const { first, rowOf, use, limit, worth, targetA, mostA } = rows;
  let bound = 0;
  for (let row = 0; row < limit.length; row++) {
    overdrawn[row] = -(limit[row] as number);
    bound += (ofRow[row] as number) * (limit[row] as number);
  }
  for (let player = 0; player < worth.length; player++) {
    const gain = (worth[player] as number) - costFor(rows, ofRow, player);
    if (gain <= 0) continue;
    const target = targetA[player] as number;
    const spareGain = gain - (1 - SPARE_WORTH) * (worth[player] as number);
    const amps = spareGain > 0 ? (mostA[player] as number) : target;
    bound += gain * Math.min(amps, target) + (amps > target ? spareGain * (amps - target) : 0);
    const end = first[player + 1] as number;
    for (let q = first[player] as number; q < end; q++) {
      const row = rowOf[q] as number;
      overdrawn[row] = (overdrawn[row] as number) + amps * (use[q] as number);
    }
  }
  return bound;
}

function move({ ofRow, overdrawn, step: pace }: Prices, bound: number, aim: number): boolean {
  let square = 0;
  for (let row = 0; row < ofRow.length; row++) {
    if ((overdrawn[row] as number) < 0 && ofRow[row] === 0) overdrawn[row] = 0;
    square += (overdrawn[row] as number) ** 2;
  }
  if (square === 0) return false;
  const length = (pace * Math.max(bound - aim, 1e-6 * bound)) / square;
  for (let row = 0; row < ofRow.length; row++) ofRow[row] = Math.max(0, (ofRow[row] as number) + length * (overdrawn[row] as number));
  return true;
}
