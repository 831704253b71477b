import type { Allocation, AllocationProblem } from '../allocator';
import { type Deal, dealMinimums, keptOf, openDeal, type Seat } from '../deal';
import { allocationOf } from '../explain';
import { blockerOf, spareA, take } from '../room';
import { inOrder, type Order } from './order';

/** Doubles may miss a whole amp by this much. */
const ROUNDING_A = 1e-7;

/** All that the first can take, then all that the second can of what is left, and so on; 0 where less than the minimum is left. */
export function oneByOne(allocator: string, problem: AllocationProblem, order: Order): Allocation {
  const deal = inOrder(openDeal(problem), order);
  dealMinimums(keptOf(deal));
  for (const seat of deal.seats) fill(deal, seat);
  return allocationOf(allocator, problem, deal);
}

function fill({ room }: Deal, seat: Seat): void {
  const { demand, path, amps, ceilingA, minA } = seat;
  if (amps >= ceilingA) return;
  const reachA = Math.min(ceilingA, amps + Math.floor(spareA(room, path, demand.phases) + ROUNDING_A));
  seat.blocker = reachA < ceilingA ? blockerOf(room, path, demand.phases, ceilingA - amps) : -1;
  if (reachA <= amps || reachA < minA) return;
  take(room, path, demand.phases, reachA - amps);
  seat.amps = reachA;
}
