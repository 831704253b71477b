import { type Board, give, giverOn } from './board';

/**
 * Makes room for so many more amps of a player: on each row that lacks some, whoever gives them up most cheaply gives them, down to its
 * target and then to its minimum. False, with the board as it then is, where they cannot be had for less than `mostLoss` of worth.
 */
export function buyRoom(board: Board, player: number, amps: number, mostLoss: number): boolean {
  const { rows, free } = board;
  const worthBefore = board.worth;
  const end = rows.first[player + 1] as number;
  for (let q = rows.first[player] as number; q < end; q++) {
    const row = rows.rowOf[q] as number;
    const needed = amps * (rows.use[q] as number);
    while ((free[row] as number) < needed) {
      const giver = giverOn(board, row, player);
      if (giver < 0) return false;
      takeFrom(board, giver, Math.ceil((needed - (free[row] as number)) / useOn(board, giver, row)));
      if (worthBefore - board.worth >= mostLoss) return false;
    }
  }
  return true;
}

/** So many amps, but no further than to its target in one go, nor below its minimum. */
function takeFrom(board: Board, giver: number, amps: number): void {
  const { minA, targetA } = board.rows;
  const has = board.amps[giver] as number;
  const least = minA[giver] as number;
  const target = targetA[giver] as number;
  give(board, giver, Math.max(has - amps, has > target && target > least ? target : least));
}

function useOn({ rows }: Board, player: number, row: number): number {
  return rows.isTotal[row] === 1 ? (rows.phaseCount[player] as number) : 1;
}
