import type { Allocation, AllocationProblem, Allocator } from './allocator';
import { openDeal, type Seat } from './deal';
import { allocationOf } from './explain';
import { blockerOf, type Room, spareA, take } from './room';
import { weightOf } from './worth';

/** Sums of doubles may miss a limit by this much. */
const ROUNDING_A = 1e-6;

/**
 * For when there is no time, or no other answer that is sound: everybody keeps what he has, and only where that breaks a limit is it cut,
 * the least worth first: all to their minimum, then one after the other to nothing. It starts nobody and raises nobody.
 */
export const emergencyAllocator: Allocator = { id: 'emergency', allocate };

function allocate(problem: AllocationProblem): Allocation {
  const deal = openDeal(problem);
  for (const seat of deal.seats) keepCurrent(deal.room, seat);
  const charging = deal.seats.filter(({ amps }) => amps > 0);
  if (charging.some((seat) => missingA(deal.room, seat) > 0)) {
    charging.sort(leastWorthFirst);
    for (const seat of charging) cut(deal.room, seat, seat.minA);
    for (const seat of charging) if (seat.demand.canPause) cut(deal.room, seat, 0);
    for (const seat of charging) cut(deal.room, seat, 0);
  }
  return allocationOf('emergency', problem, deal);
}

function keepCurrent(room: Room, seat: Seat): void {
  const amps = Math.floor(Math.min(seat.demand.currentA, seat.ceilingA));
  seat.held = 'emergency';
  if (!(amps >= seat.minA)) return;
  seat.amps = amps;
  take(room, seat.path, seat.demand.phases, amps);
}

/** By as many amps as are missing, to no less than the minimum or to nothing. */
function cut(room: Room, seat: Seat, leastA: number): void {
  const missing = seat.amps === 0 ? 0 : missingA(room, seat);
  if (missing <= 0) return;
  const wouldBe = seat.amps - missing;
  const amps = wouldBe >= seat.minA ? wouldBe : leastA;
  if (amps >= seat.amps) return;
  seat.blocker = blockerOf(room, seat.path, seat.demand.phases, 0);
  take(room, seat.path, seat.demand.phases, amps - seat.amps);
  seat.amps = amps;
  seat.held = null;
}

/** Whole amps by which limits above the seat are broken on its phases. */
function missingA(room: Room, { path, demand }: Seat): number {
  return Math.ceil(-spareA(room, path, demand.phases) - ROUNDING_A);
}

function leastWorthFirst({ demand: a }: Seat, { demand: b }: Seat): number {
  return weightOf(a) * a.phases.length - weightOf(b) * b.phases.length || (a.id > b.id ? -1 : Number(a.id < b.id));
}
