import type { Allocation, AllocationProblem, Allocator } from './allocator';
import { dealMinimums, dealSlices, openDeal } from './deal';
import { allocationOf } from './explain';
import { keepSteady } from './keep-steady';

/** The default: its minimum to each in priority order or nothing, then single amps in rounds, then no change for 1 A. */
export const slicesAllocator: Allocator = { id: 'slices', allocate };

function allocate(problem: AllocationProblem): Allocation {
  const deal = openDeal(problem);
  dealMinimums(deal);
  dealSlices(deal);
  keepSteady(deal);
  return allocationOf('slices', problem, deal);
}
