import { type Board, give, spareFor, undo } from './board';
import { NOTHING, raise } from './serve';

/** How many of those that have most are asked for each that has little. */
const ASKED = 10;
/** Rounds of a group; a few are enough, and none is needed for safety. */
const ROUNDS = 4;

/**
 * Shares evenly between equals, as far as that costs no worth: those of the same worth on as many phases, wherever they hang. Who has
 * least is given half of what another has more, and who waits is started with what several others can spare above their minimum.
 * Whether anything was moved.
 */
export function levelEquals(board: Board): boolean {
  const { worth, targetA } = board.rows;
  let moved = false;
  for (let from = 0, until = 0; from < worth.length; from = until) {
    until = from + 1;
    while (until < worth.length && worth[until] === worth[from]) until++;
    if (until - from < 2) continue;
    const run = Array.from({ length: until - from }, (_, place) => from + place).filter((player) => (targetA[player] as number) > 0);
    for (const phases of [1, 2, 3]) {
      const group = run.filter((player) => board.rows.phaseCount[player] === phases);
      for (let round = 0; round < ROUNDS && levelOnce(board, group); round++) moved = true;
    }
  }
  return moved;
}

function levelOnce(board: Board, group: readonly number[]): boolean {
  const { amps, rows } = board;
  const richFirst = [...group].sort((a, b) => (amps[b] as number) - (amps[a] as number) || a - b);
  let moved = false;
  for (let at = richFirst.length - 1; at > 0; at--) {
    const poor = richFirst[at] as number;
    if ((amps[poor] as number) >= (rows.targetA[poor] as number)) continue;
    const rich = richFirst.slice(0, Math.min(at, ASKED));
    if (amps[poor] === 0 ? start(board, poor, rich) : raiseFrom(board, poor, rich)) moved = true;
  }
  return moved;
}

function raiseFrom(board: Board, poor: number, rich: readonly number[]): boolean {
  let moved = false;
  for (const giver of rich) {
    const row = fullFor(board, poor, 1);
    if (row >= 0 && counts(board, giver, row) && halve(board, giver, poor)) moved = true;
  }
  return moved;
}

/** Half of what the giver has more, or what there is room for of that. */
function halve(board: Board, giver: number, poor: number): boolean {
  const { amps, rows } = board;
  const had = amps[giver] as number;
  const has = amps[poor] as number;
  const more = Math.min((had - has) >> 1, had - (rows.minA[giver] as number), (rows.targetA[poor] as number) - has);
  if (more < 1) return false;
  return isFree(board, () => {
    give(board, giver, had - more);
    const moved = Math.min(more, spareFor(board, poor, 1));
    give(board, poor, has + moved);
    give(board, giver, had - moved);
    return moved > 0;
  });
}

/** Its minimum, from what others have above theirs; what that frees beside it goes back to them. */
function start(board: Board, poor: number, rich: readonly number[]): boolean {
  const { amps, rows, free } = board;
  const minA = rows.minA[poor] as number;
  return isFree(board, () => {
    const since = board.noted;
    for (let row = fullFor(board, poor, minA); row >= 0; row = fullFor(board, poor, minA)) {
      const giver = rich.find((one) => (amps[one] as number) > (rows.minA[one] as number) && counts(board, one, row));
      if (giver === undefined) return false;
      const phases = rows.isTotal[row] === 1 ? (rows.phaseCount[poor] as number) : 1;
      const missing = minA - Math.floor((free[row] as number) / phases);
      give(board, giver, Math.max(rows.minA[giver] as number, (amps[giver] as number) - missing));
    }
    const until = board.noted;
    give(board, poor, minA);
    for (let note = since; note < until; note += 2) raise(board, board.notes[note] as number, board.notes[note + 1] as number);
    return true;
  });
}

/** The widest row without room for so many more amps of a player; -1: there is none. */
function fullFor({ rows, free }: Board, player: number, amps: number): number {
  for (let q = (rows.first[player + 1] as number) - 1; q >= (rows.first[player] as number); q--) {
    const row = rows.rowOf[q] as number;
    if ((free[row] as number) < amps * (rows.use[q] as number)) return row;
  }
  return -1;
}

/** Whether a player counts against a row. */
function counts({ rows }: Board, player: number, row: number): boolean {
  for (let q = (rows.first[player + 1] as number) - 1; q >= (rows.first[player] as number); q--) if (rows.rowOf[q] === row) return true;
  return false;
}

/** Does it; undoes it where that would cost worth. */
function isFree(board: Board, attempt: () => boolean): boolean {
  const since = board.noted;
  const before = board.worth;
  if (attempt() && board.worth >= before - NOTHING) return true;
  undo(board, since);
  return false;
}
