import { type Board, boardOf, clear, give } from './board';
import { orderByScore } from './by-score';
import { exchange } from './exchange';
import { levelEquals } from './level-equals';
import { costFor, openPrices, type Prices, step } from './prices';
import type { Rows } from './rows';
import { fill, serve } from './serve';

/** How long a tick looks for better amps. */
export interface Effort {
  /** Price steps. */
  readonly priceSteps: number;
  /** Exchanges tried in each of at most `exchangeRounds` rounds. */
  readonly exchanges: number;
  readonly exchangeRounds: number;
}

/** Price steps between two servings, and before the first. */
const SERVE_EVERY = 13;
const SERVE_FIRST = 8;
/** Keeps a score finite where a row costs nothing. */
const LEAST_COST = 1e-6;

/** The best amps found, player by player of the rows. */
export function solve(rows: Rows, effort: Effort): Int32Array {
  const board = boardOf(rows);
  const search: Search = { board, score: Float64Array.from(rows.worth), order: new Int32Array(rows.worth.length), best: null };
  const costs = Float64Array.from(rows.phaseCount);
  serveBy(search, costs);
  if (rows.limit.length > 0) {
    serveByScarcity(search);
    serveByPrices(search, effort.priceSteps);
  }
  return polished(search, effort);
}

interface Search {
  readonly board: Board;
  readonly score: Float64Array;
  readonly order: Int32Array;
  best: { readonly worth: number; readonly amps: Int32Array; readonly score: Float64Array } | null;
}

/** Serves in the order of worth per cost, and keeps what is best. */
function serveBy(search: Search, costs: Float64Array): void {
  const { board, score, order } = search;
  const { worth, minA, targetA } = board.rows;
  for (let player = 0; player < order.length; player++) {
    const used = Math.min(1, (targetA[player] as number) / (minA[player] as number));
    score[player] = ((worth[player] as number) * used) / (costs[player] as number);
  }
  orderByScore(order, score);
  serve(board, order);
  keepIfBest(search);
}

function keepIfBest(search: Search): void {
  const { board, score, best } = search;
  if (best !== null && board.worth <= best.worth) return;
  search.best = { worth: board.worth, amps: board.amps.slice(), score: score.slice() };
}

/** First guesses: a row with room left is cheap, a full one dear. */
function serveByScarcity(search: Search): void {
  const { rows, free } = search.board;
  const price = new Float64Array(rows.limit.length).fill(1);
  for (let round = 0; round < 3; round++) {
    serveBy(search, costsAt(rows, price));
    for (let row = 0; row < price.length; row++) {
      const next = (price[row] as number) * ((free[row] as number) >= 6 ? 0.3 : 1.3);
      price[row] = Math.min(10, Math.max(1e-3, next));
    }
  }
}

function serveByPrices(search: Search, steps: number): void {
  const { rows } = search.board;
  const prices: Prices = openPrices(rows);
  for (let k = 0; k < steps; k++) {
    if (!step(prices, rows, search.best?.worth ?? 0)) return;
    if (k === steps - 1) serveBy(search, costsAt(rows, prices.best));
    else if (k % SERVE_EVERY === SERVE_FIRST) serveBy(search, costsAt(rows, prices.ofRow));
  }
}

function costsAt(rows: Rows, ofRow: Float64Array): Float64Array {
  return rows.worth.map((_, player) => LEAST_COST + costFor(rows, ofRow, player));
}

function polished(search: Search, { exchanges, exchangeRounds }: Effort): Int32Array {
  const { board, order, score, best } = search;
  if (best === null) return board.amps;
  score.set(best.score);
  orderByScore(order, score);
  serve(board, order);
  for (let round = 0; round < exchangeRounds; round++) {
    board.noted = 0;
    if (exchange(board, order, exchanges) === 0) break;
  }
  fill(board, order);
  keepIfBest(search);
  setTo(board, search.best?.amps ?? board.amps.slice());
  if (levelEquals(board)) fill(board, order);
  return board.amps;
}

function setTo(board: Board, amps: Int32Array): void {
  clear(board);
  for (let player = 0; player < amps.length; player++) give(board, player, amps[player] as number);
  board.noted = 0;
}
