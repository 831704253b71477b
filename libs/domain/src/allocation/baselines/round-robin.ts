import type { Allocation, AllocationProblem, Allocator } from '../allocator';
import { dealMinimums, dealSlices, openDeal } from '../deal';
import { allocationOf } from '../explain';
import { firstCome, inOrder } from './order';

/**
 * The minimum to those that came first, then one amp after the other in turns for as long as anyone can take one. As an equal
 * share, but what one cannot have for its feeder or phase the others get.
 */
export const roundRobinAllocator: Allocator = { id: 'round-robin', allocate };

function allocate(problem: AllocationProblem): Allocation {
  const deal = inOrder(openDeal(problem), firstCome);
  dealMinimums(deal);
  dealSlices(deal);
  return allocationOf(roundRobinAllocator.id, problem, deal);
}
