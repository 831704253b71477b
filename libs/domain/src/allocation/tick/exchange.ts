import { type Board, give, spareFor, undo, worthAt } from './board';
import { buyRoom } from './buy';
import { NOTHING, raise } from './serve';

/** A step up is paid for with up to this many times its worth: what it frees elsewhere may more than make good. */
const MOST_LOSS = 1.6;
/** How many others may use what an exchange sets free. */
const HEIRS = 40;
/** How many players are tried as the one that is switched off for another. */
const RIVALS = 4;

/**
 * Tries, player by player of those below their target, a step up paid for by others, and then to switch another off for it; what that
 * sets free goes to whoever can use it. Kept where all is worth more in the end. How many exchanges were kept.
 */
export function exchange(board: Board, order: Int32Array, mostTries: number): number {
  const leastFirst = lastOnRows(board, order);
  const below = [...order].filter((player) => isBelow(board, player));
  let kept = 0;
  let tries = 0;
  for (let at = 0; at < below.length && tries < mostTries; at++) {
    const player = below[at] as number;
    while (isBelow(board, player) && tries++ < mostTries && isWorthIt(board, () => stepUp(board, player, below, at))) kept++;
  }
  for (let at = 0; at < below.length && tries < 2 * mostTries; at++) {
    const player = below[at] as number;
    if (!isBelow(board, player)) continue;
    for (const rival of rivalsOf(board, player, leastFirst)) {
      tries++;
      if (!isWorthIt(board, () => replace(board, rival, player, below, at))) continue;
      kept++;
      break;
    }
  }
  return kept;
}

function isBelow({ rows, amps }: Board, player: number): boolean {
  return (amps[player] as number) < (rows.targetA[player] as number);
}

/** Does it; undoes it where the board is not worth more afterwards. */
function isWorthIt(board: Board, attempt: () => boolean): boolean {
  const since = board.noted;
  const before = board.worth;
  if (attempt() && board.worth > before + NOTHING) return true;
  undo(board, since);
  return false;
}

function stepUp(board: Board, player: number, below: readonly number[], at: number): boolean {
  const { rows, amps } = board;
  const has = amps[player] as number;
  const minA = rows.minA[player] as number;
  const step = has === 0 ? minA : Math.min(minA, (rows.targetA[player] as number) - has);
  const gain = worthAt(rows, player, has + step) - worthAt(rows, player, has);
  const since = board.noted;
  if (!buyRoom(board, player, step, gain * MOST_LOSS)) return false;
  give(board, player, has + step);
  inherit(board, below, at, since);
  return true;
}

function replace(board: Board, rival: number, player: number, below: readonly number[], at: number): boolean {
  const since = board.noted;
  give(board, rival, 0);
  raise(board, player, board.rows.targetA[player] as number);
  if (board.amps[player] === 0) return false;
  raise(board, rival, board.rows.targetA[rival] as number);
  inherit(board, below, at, since);
  return true;
}

/** Those who wait for more, and then those who gave, use what was set free. */
function inherit(board: Board, below: readonly number[], at: number, since: number): void {
  const heirs = Math.min(below.length - 1, HEIRS);
  for (let next = 1; next <= heirs; next++) {
    const heir = below[(at + next) % below.length] as number;
    if (isBelow(board, heir)) raise(board, heir, board.rows.targetA[heir] as number);
  }
  const until = board.noted;
  for (let note = since; note < until; note += 2) {
    const giver = board.notes[note] as number;
    if ((board.amps[giver] as number) > 0) raise(board, giver, board.rows.mostA[giver] as number);
  }
}

/** Those of least score on the row that holds the player down most who have something to lose. */
function rivalsOf(board: Board, player: number, leastFirst: Int32Array): number[] {
  const { rows, from, free, amps } = board;
  if (spareFor(board, player, 1) > 0 && (amps[player] as number) > 0) return [];
  let tightest = -1;
  for (let q = rows.first[player] as number; q < (rows.first[player + 1] as number); q++) {
    const row = rows.rowOf[q] as number;
    if (tightest < 0 || (free[row] as number) < (free[tightest] as number)) tightest = row;
  }
  const rivals: number[] = [];
  if (tightest < 0) return rivals;
  for (let at = from[tightest] as number; at < (from[tightest + 1] as number) && rivals.length < RIVALS; at++) {
    const other = leastFirst[at] as number;
    if (other !== player && amps[other] !== 0 && rows.floorA[other] === 0) rivals.push(other);
  }
  return rivals;
}

/** The players on each row, laid out as the board's members are, but in the reverse of an order. */
function lastOnRows({ rows, from }: Board, order: Int32Array): Int32Array {
  const { first, rowOf } = rows;
  const next = from.slice();
  const players = new Int32Array(rowOf.length);
  for (let place = order.length - 1; place >= 0; place--) {
    const player = order[place] as number;
    for (let q = first[player] as number; q < (first[player + 1] as number); q++) {
      const row = rowOf[q] as number;
      const at = next[row] as number;
      players[at] = player;
      next[row] = at + 1;
    }
  }
  return players;
}
