import type { Allocation, AllocationProblem, Allocator } from '../allocator';
import { type Deal, dealMinimums, openDeal, type Seat } from '../deal';
import { allocationOf } from '../explain';
import { blockerOf, take } from '../room';
import { firstCome, inOrder } from './order';

/**
 * The common baseline: the same amps for every socket that charges, as many as fit for all; nobody goes before anybody but by
 * having come first. Where not everyone can have the minimum, those that have it keep it and the others wait.
 */
export const equalShareAllocator: Allocator = { id: 'equal', allocate };

function allocate(problem: AllocationProblem): Allocation {
  const deal = inOrder(openDeal(problem), firstCome);
  dealMinimums(deal);
  const admitted = deal.seats.filter(({ amps }) => amps > 0);
  const levelA = raiseTogether({ room: deal.room, seats: admitted });
  const isShared = new Set(admitted.filter(({ amps, ceilingA }) => amps < ceilingA).map(({ demand }) => demand.id));
  const allocation = allocationOf(equalShareAllocator.id, problem, deal);
  return {
    ...allocation,
    sockets: allocation.sockets.map((row) => (isShared.has(row.socket) ? { ...row, reason: `an equal share is ${levelA} A` } : row)),
  };
}

/** One amp more for everybody who can use it, as long as there is one for every one of them. Answers the level that was reached. */
function raiseTogether({ room, seats }: Deal): number {
  const highestA = seats.reduce((most, { ceilingA }) => Math.max(most, ceilingA), 0);
  let levelA = seats.reduce((least, { minA }) => Math.min(least, minA), highestA);
  for (; levelA < highestA; levelA++) {
    const rising = seats.filter(({ amps, ceilingA }) => amps === levelA && amps < ceilingA);
    const risen: Seat[] = [];
    for (const seat of rising) {
      seat.blocker = blockerOf(room, seat.path, seat.demand.phases, 1);
      if (seat.blocker >= 0) break;
      risen.push(seat);
      take(room, seat.path, seat.demand.phases, 1);
    }
    if (risen.length < rising.length) {
      const { blocker } = rising[risen.length] as Seat;
      for (const seat of risen) take(room, seat.path, seat.demand.phases, -1);
      for (const seat of seats) seat.blocker = blocker;
      return levelA;
    }
    for (const seat of risen) seat.amps += 1;
  }
  return levelA;
}
