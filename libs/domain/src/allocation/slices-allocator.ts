import type { Allocation, AllocationProblem, Allocator } from './allocator';
import { dealMinimums, dealSlices, keptOf, openDeal, turnsOf } from './deal';
import { allocationOf } from './explain';
import { keepSteady } from './keep-steady';

/**
 * The default: its minimum to each in priority order or nothing, then single amps in rounds, then no change for 1 A.
 * Who has priority 0 (full, or wanting nothing) is served from what the others leave.
 */
export const slicesAllocator: Allocator = { id: 'slices', allocate };

function allocate(problem: AllocationProblem): Allocation {
  const deal = openDeal(problem);
  dealMinimums(keptOf(deal));
  for (const turn of turnsOf(deal)) {
    dealMinimums(turn);
    dealSlices(turn);
  }
  keepSteady(deal);
  return allocationOf('slices', problem, deal);
}
