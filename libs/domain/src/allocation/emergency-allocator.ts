import type { Allocation, AllocationProblem, Allocator } from './allocator';
import { openUnordered, type Seat } from './deal';
import { allocationOf } from './explain';
import { blockerOf, isBroken, type Room, spareA, take } from './room';
import { weightOf } from './worth';

/** Sums of doubles may miss a limit by this much. */
const ROUNDING_A = 1e-6;

/**
 * For when there is no time, or no other answer that is sound: everybody keeps what he has, and only where that breaks a limit is it cut,
 * the least worth first: all to their minimum, then one after the other to nothing. It starts nobody and raises nobody.
 */
export const emergencyAllocator: Allocator = { id: 'emergency', allocate };

function allocate(problem: AllocationProblem): Allocation {
  const deal = openUnordered(problem);
  const { room } = deal;
  for (const seat of deal.seats) keepCurrent(room, seat);
  if (isBroken(room)) {
    const charging = leastWorthFirst(deal.seats.filter(({ amps }) => amps > 0));
    for (const seat of charging) cut(room, seat, seat.minA);
    if (isBroken(room)) for (const seat of charging) if (seat.demand.canPause) cut(room, seat, 0);
    if (isBroken(room)) for (const seat of charging) cut(room, seat, 0);
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

function leastWorthFirst(seats: readonly Seat[]): Seat[] {
  return seats
    .map((seat) => ({ seat, worth: weightOf(seat.demand) * seat.demand.phases.length }))
    .sort((a, b) => a.worth - b.worth || (a.seat.demand.id > b.seat.demand.id ? -1 : Number(a.seat.demand.id < b.seat.demand.id)))
    .map(({ seat }) => seat);
}
