// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { PhaseLoad } from './phase-load';
import type { Ways } from './phase-ways';

/** Jobs that could take the place of one that leaves its slot, and what the search had found before them. */
export interface Followers {
  readonly found: Int32Array;
  /** By place in the path of the job that leaves. */
  readonly relieved: Int32Array;
  /** The slots that the job might enter if others took its place. */
  readonly wanted: Int32Array;
}

/** Turns after all that a search gives. */
export const LATE = 1 << 28;

export const followersFor = ({ found, relieved, roomIn }: Ways): Followers => ({
  found: new Int32Array(found.length),
  relieved: new Int32Array(relieved.length),
  wanted: new Int32Array(roomIn.length),
});

/**
 * Whether job i could save by changing places: only where it has a way on one of its phases. If others take its place on all of them, the
 * energy in each slot stays the same.
 */
export function needsFollowers(
  { model, canTakeMore, full }: PhaseLoad,
  { relieved, roomIn }: Ways,
  i: number,
  { wanted }: Followers,
): boolean {
  const { slotWords, path, pathStart, phaseOf, phases } = model;
  if (phases[i] === 1) return false;
  let any = 0;
  for (let word = 0; word < slotWords; word++) {
    const open = canTakeMore[i * slotWords + word]! & roomIn[word]!;
    let [one, two, three, kw] = [0, 0, 0, 0];
    for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end && open !== 0; at++) {
      const cell = path[at]! * slotWords + word;
      const closed = full[cell]! & ~relieved[cell]!;
      const phase = phaseOf[path[at]!];
      if (phase === 0) one |= closed;
      else if (phase === 1) two |= closed;
      else if (phase === 2) three |= closed;
      else kw |= closed;
    }
    wanted[word] = open & (one | two | three) & ~(one & two & three) & ~kw;
    any |= wanted[word]!;
  }
  return any !== 0;
}

/** Those who could use the dear slot now that job i is out of it, and charge where it could go. */
export function findFollowers(load: PhaseLoad, ways: Ways, i: number, dear: number, kept: Followers): void {
  const { model, canTakeMore, full, charges } = load;
  const { jobs, slotWords, path, pathStart, users, jobWords } = model;
  const { found, relieved, turn, into } = ways;
  const { wanted } = kept;
  kept.found.set(found);
  for (let at = pathStart[i]!, end = pathStart[i + 1]!, k = 0; at < end; at++)
    for (let word = 0; word < slotWords; word++) kept.relieved[k++] = relieved[path[at]! * slotWords + word]!;
  const dearWord = dear >> 5;
  const dearBit = 1 << (dear & 31);
  let late = LATE;
  for (let j = 0; j < jobs; j++) {
    const bit = 1 << (j & 31);
    let meets = 0;
    for (let word = 0; word < slotWords; word++) meets |= charges[j * slotWords + word]! & wanted[word]!;
    if (meets === 0 || j === i || (canTakeMore[j * slotWords + dearWord]! & dearBit) === 0 || (found[j >> 5]! & bit) !== 0) continue;
    let blocked = 0;
    for (let at = pathStart[j]!, end = pathStart[j + 1]!; at < end && blocked === 0; at++)
      blocked = full[path[at]! * slotWords + dearWord]! & dearBit;
    if (blocked !== 0) continue;
    turn[j] = late++;
    into[j] = dear;
    found[j >> 5]! |= bit;
    for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end; at++) {
      const c = path[at]!;
      if ((users[c * jobWords + (j >> 5)]! & bit) === 0) continue;
      for (let word = 0, cell = c * slotWords; word < slotWords; word++, cell++)
        relieved[cell]! |= charges[j * slotWords + word]! & wanted[word]! & full[cell]!;
    }
  }
}

export function forgetFollowers(
  { model: { slotWords, path, pathStart } }: PhaseLoad,
  { found, relieved }: Ways,
  i: number,
  kept: Followers,
): void {
  found.set(kept.found);
  for (let at = pathStart[i]!, end = pathStart[i + 1]!, k = 0; at < end; at++)
    for (let word = 0; word < slotWords; word++) relieved[path[at]! * slotWords + word] = kept.relieved[k++]!;
}
