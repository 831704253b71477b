import type { Allocation, AllocationProblem, Allocator } from './allocator';
import { dealMinimums, dealSlices, keptOf, openDeal, turnsOf, upToAllowed, upToTarget } from './deal';
import { allocationOf } from './explain';
import { keepSteady } from './keep-steady';

/**
 * The plainest: its minimum to each in priority order or nothing, then single amps in rounds, first as far as the plan goes and
 * then of what is spare, then no change for 1 A. Who has priority 0 (full, or wanting nothing) is served from what the others leave.
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
  keepSteady(deal);
  return allocationOf('slices', problem, deal);
}
