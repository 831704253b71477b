// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { Flow } from './flow';
import { takeByMoves } from './take-by-moves';
import { takeDirectly } from './take-directly';

/**
 * In a flow that nothing fits into any more: lets the job have what it lacks, as far as others may be asked to give it up (`spareWh`), those
 * first who come last in `ranked`. What slots and limits carry in all stays as it is.
 */
export function takeFromOthers(flow: Flow, job: number, ranked: Int32Array): void {
  const { shortWh } = flow;
  if (shortWh[job]! <= 0) return;
  takeDirectly(flow, job, ranked);
  while (shortWh[job]! > 0 && takeByMoves(flow, job));
}
