import { SPARE_WORTH } from '../worth';
import { type Members, membersOf } from './members';
import type { Rows } from './rows';

/** Amps on the table: what everybody has, what each row has left, and what it is all worth. Every change is noted, so that it can be undone. */
export interface Board extends Members {
  readonly rows: Rows;
  readonly amps: Int32Array;
  readonly free: Int32Array;
  worth: number;
  /** Players with more than their target. */
  overTarget: number;
  /** Player and amps before, in turn; `noted` of them count, so that the array is never let go. */
  readonly notes: number[];
  noted: number;
  /** Members of a row before this have nothing to give. */
  readonly giversFrom: Int32Array;
}

export function boardOf(rows: Rows): Board {
  const { from, members, standsAt } = membersOf(rows);
  return {
    rows,
    amps: new Int32Array(rows.worth.length),
    free: rows.limit.slice(),
    worth: 0,
    overTarget: 0,
    notes: [],
    noted: 0,
    from,
    members,
    standsAt,
    giversFrom: from.slice(0, rows.limit.length),
  };
}

/** Everybody at 0 A, but for those that must go on. */
export function clear(board: Board): void {
  const { rows, amps, free, giversFrom, from } = board;
  amps.fill(0);
  free.set(rows.limit);
  giversFrom.set(from.subarray(0, giversFrom.length));
  board.worth = 0;
  board.overTarget = 0;
  for (let player = 0; player < amps.length; player++)
    if ((rows.floorA[player] as number) > 0) give(board, player, rows.floorA[player] as number);
  board.noted = 0;
}

/** What amps are worth to a player. */
export function worthAt({ targetA, worth }: Rows, player: number, amps: number): number {
  const target = targetA[player] as number;
  return (worth[player] as number) * (amps <= target ? amps : target + SPARE_WORTH * (amps - target));
}

/** Sets the amps of a player, whether or not they fit. */
export function give(board: Board, player: number, amps: number): void {
  const { rows, free, standsAt, giversFrom } = board;
  const had = board.amps[player] as number;
  if (had === amps) return;
  const target = rows.targetA[player] as number;
  board.overTarget += Number(amps > target) - Number(had > target);
  board.worth += worthAt(rows, player, amps) - worthAt(rows, player, had);
  board.notes[board.noted++] = player;
  board.notes[board.noted++] = had;
  board.amps[player] = amps;
  const hasToGive = amps > (rows.minA[player] as number);
  const end = rows.first[player + 1] as number;
  for (let q = rows.first[player] as number; q < end; q++) {
    const row = rows.rowOf[q] as number;
    free[row] = (free[row] as number) - (amps - had) * (rows.use[q] as number);
    if (hasToGive && (standsAt[q] as number) < (giversFrom[row] as number)) giversFrom[row] = standsAt[q] as number;
  }
}

/** Takes back all that was noted since there were so many notes. */
export function undo(board: Board, since: number): void {
  for (let at = board.noted - 2; at >= since; at -= 2) give(board, board.notes[at] as number, board.notes[at + 1] as number);
  board.noted = since;
}

/** How many more amps a player could be given; 0 where it is less than `atLeast`. The widest limits are asked first, since they are full most often. */
export function spareFor({ rows, free, amps }: Board, player: number, atLeast: number): number {
  let spare = (rows.mostA[player] as number) - (amps[player] as number);
  const from = rows.first[player] as number;
  for (let q = (rows.first[player + 1] as number) - 1; q >= from; q--) {
    const left = free[rows.rowOf[q] as number] as number;
    const use = rows.use[q] as number;
    const fits = use === 1 ? left : Math.floor(left / use);
    if (fits >= spare) continue;
    if (fits < atLeast) return 0;
    spare = fits;
  }
  return spare;
}

/** Who on a row gives an amp up most cheaply and need not be paused for it; -1: nobody. */
export function giverOn(board: Board, row: number, except: number): number {
  const {
    rows: { minA, targetA },
    amps,
    members,
    giversFrom,
  } = board;
  const end = board.from[row + 1] as number;
  if (board.overTarget > 0) {
    for (let at = board.from[row] as number; at < end; at++) {
      const player = members[at] as number;
      const has = amps[player] as number;
      if (player !== except && has > (targetA[player] as number) && has > (minA[player] as number)) return player;
    }
  }
  let at = giversFrom[row] as number;
  while (at < end && (amps[members[at] as number] as number) <= (minA[members[at] as number] as number)) at++;
  giversFrom[row] = at;
  for (; at < end; at++) {
    const player = members[at] as number;
    if (player !== except && (amps[player] as number) > (minA[player] as number)) return player;
  }
  return -1;
}
