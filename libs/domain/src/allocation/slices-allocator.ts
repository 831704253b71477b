import type { Allocation, AllocationProblem, Allocator } from './allocator';
import { dealMinimums, dealSlices, keptOf, openDeal, turnsOf, upToAllowed, upToTarget } from './deal';
import { allocationOf } from './explain';
import { DEAD_BAND_A, keepSteady } from './keep-steady';

/** Equal shares are not made equal again for so little: control cuts one van where a building needs an amp, not all of them. */
const SWAP_A = 6;

/**
 * The plainest: its minimum to each in priority order or nothing, then single amps in rounds, first as far as the plan goes and
 * then of what is spare, then no change for 1 A, nor for 6 A that another would lose. Who has priority 0 (full, or wanting nothing) is served from what the others leave.
 */
export const slicesAllocator: Allocator = { id: 'slices', allocate };

function allocate(problem: AllocationProblem): Allocation {
  const deal = openDeal(problem);
  dealMinimums(keptOf(deal), upToAllowed);
  for (const turn of turnsOf(deal)) {
    for (const level of [upToTarget, upToAllowed]) {
      dealMinimums(turn, level);
      dealSlices(turn, level);
    }
  }
  keepSteady(deal, () => DEAD_BAND_A, SWAP_A);
  return allocationOf('slices', problem, deal);
}
