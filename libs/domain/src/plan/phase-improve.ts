import { exchange } from './phase-exchange';
import type { PhaseLoad } from './phase-load';
import { findMarginals, type Marginals } from './phase-marginals';

/** Exchanges until a round gains next to nothing. @returns rounds made. */
export function improve(
  load: PhaseLoad,
  marginals: Marginals,
  unservedCost: Float64Array,
  { rounds, sweeps }: { rounds: number; sweeps: number },
): number {
  const order = Array.from({ length: load.model.jobs }, (_, i) => i);
  for (let round = 1; round <= rounds; round++) {
    findMarginals(load, marginals, unservedCost, sweeps);
    let gain = 0;
    for (const i of order)
      for (let again = 0; again < 8; again++) {
        const gained = exchange(load, marginals, unservedCost, i);
        if (gained <= 0) break;
        gain += gained;
      }
    if (gain <= 1e-9) return round;
  }
  return rounds;
}
