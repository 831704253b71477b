import { type Board, clear, give, spareFor, undo, worthAt } from './board';
import { buyRoom } from './buy';

/** Less worth than this is rounding. */
export const NOTHING = 1e-9;

/**
 * Serves the players in an order: to each its target or what is left of it. Who finds less than its minimum buys the missing part from
 * those whose amps are worth least, where that pays. Then all that is left is given away.
 */
export function serve(board: Board, order: Int32Array): void {
  clear(board);
  const { rows, amps } = board;
  const waiting: number[] = [];
  for (const player of order) {
    if ((rows.targetA[player] as number) === 0) continue;
    raise(board, player, rows.targetA[player] as number);
    if (amps[player] === 0) waiting.push(player);
  }
  for (const player of waiting) buyMinimum(board, player);
  fill(board, order);
}

/** Gives what is left: up to the targets, then a start to those that wait, then beyond the targets. */
export function fill(board: Board, order: Int32Array): void {
  const { rows, amps } = board;
  for (const player of order) if ((amps[player] as number) > 0) raise(board, player, rows.targetA[player] as number);
  for (const player of order)
    if (amps[player] === 0) raise(board, player, Math.max(rows.targetA[player] as number, rows.minA[player] as number));
  for (const player of order) raise(board, player, rows.mostA[player] as number);
}

/** As near to so many amps as there is room for, from its minimum up. */
export function raise(board: Board, player: number, amps: number): void {
  const has = board.amps[player] as number;
  const minA = board.rows.minA[player] as number;
  const wanted = Math.max(amps, minA);
  if (wanted <= has) return;
  const spare = spareFor(board, player, has === 0 ? minA : 1);
  const reaches = wanted - has < spare ? wanted : has + spare;
  if (reaches > has && reaches >= minA) give(board, player, reaches);
}

function buyMinimum(board: Board, player: number): void {
  const minA = board.rows.minA[player] as number;
  const gain = worthAt(board.rows, player, minA);
  const since = board.noted;
  const before = board.worth;
  const isBought = buyRoom(board, player, minA, gain);
  if (isBought) give(board, player, minA);
  if (!isBought || board.worth <= before + NOTHING) undo(board, since);
}
