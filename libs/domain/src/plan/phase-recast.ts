// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { copyOf, type PhaseLoad, put, restore, shortage } from './phase-load';
import type { Moves } from './phase-moves';
import { outbid, serveInOrder } from './phase-serve';
import type { Ways } from './phase-ways';

/**
 * Takes one job out of the load, lets those who are short have what that leaves, and serves it again with what they leave: what several
 * jobs gain together by one that loses, no search for a single job can find. Kept only where it leaves less unmet.
 * @param times how many jobs are tried, those worth least first.
 */
export function recast(load: PhaseLoad, ways: Ways, moves: Moves, times: number): void {
  const { jobs, slots, byWorth, need, worth, grain } = load.model;
  const before = copyOf(load);
  let least = shortage(load);
  for (let k = 0, tried = 0; k < jobs && tried < times && least > 0; k++) {
    const j = byWorth[k]!;
    if (need[j]! - load.unserved[j]! < grain) continue;
    const short = shortJobs(load, j);
    if (short.length === 0 || worth[short[0]!]! <= worth[j]! / 3) continue;
    tried++;
    for (let rank = 0; rank < slots; rank++) if (load.units[j * slots + rank]! > 0) put(load, j, rank, -load.units[j * slots + rank]!);
    load.unserved[j] = need[j]!;
    serveInOrder(load, ways, moves, [...short, j]);
    outbid(load, ways, moves);
    if (shortage(load) < least * (1 - ROUNDING)) {
      least = shortage(load);
      restore(before, load);
    } else restore(load, before);
  }
}

const ROUNDING = 1e-9;

/** Most worthy first. */
function shortJobs({ model: { byWorth, jobs, grain }, unserved }: PhaseLoad, but: number): number[] {
  const short: number[] = [];
  for (let k = jobs - 1; k >= 0; k--) if (byWorth[k] !== but && unserved[byWorth[k]!]! >= grain) short.push(byWorth[k]!);
  return short;
}
