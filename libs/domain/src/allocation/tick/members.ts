import type { Rows } from './rows';

/** Who counts against each row. */
export interface Members {
  /** The players on each row, the one whose amps are worth least on it first: from[row] to from[row + 1]. */
  readonly from: Int32Array;
  readonly members: Int32Array;
  /** Where each use of a player stands among the members of its row. */
  readonly standsAt: Int32Array;
}

/** On a row of one phase an amp of each counts alike, so the last of the players comes first; on one of all phases together a phase-amp does. */
export function membersOf(rows: Rows): Members {
  const { rowOf, limit, isTotal, worth, phaseCount } = rows;
  const from = new Int32Array(limit.length + 1);
  for (const row of rowOf) from[row + 1] = (from[row + 1] as number) + 1;
  for (let row = 0; row < limit.length; row++) from[row + 1] = (from[row + 1] as number) + (from[row] as number);
  const all: Members = { from, members: new Int32Array(rowOf.length), standsAt: new Int32Array(rowOf.length) };
  const next = from.slice();
  const lastFirst = Int32Array.from(worth, (_, place) => worth.length - 1 - place);
  standIn(all, rows, lastFirst, 0, next);
  if (!isTotal.includes(1)) return all;
  const perPhase = worth.map((one, player) => one / (phaseCount[player] as number));
  lastFirst.sort((a, b) => (perPhase[a] as number) - (perPhase[b] as number) || b - a);
  standIn(all, rows, lastFirst, 1, next);
  return all;
}

/** On the rows of one kind, in this order. */
function standIn(
  { members, standsAt }: Members,
  { first, rowOf, isTotal }: Rows,
  players: Int32Array,
  total: number,
  next: Int32Array,
): void {
  for (const player of players) {
    const end = first[player + 1] as number;
    for (let q = first[player] as number; q < end; q++) {
      const row = rowOf[q] as number;
      if (isTotal[row] !== total) continue;
      const at = next[row] as number;
      next[row] = at + 1;
      members[at] = player;
      standsAt[q] = at;
    }
  }
}
