import type { Deal, Seat } from './deal';
import { blockerOf, take } from './room';

/** A change of this many amps is not worth a message to the charger. */
export const DEAD_BAND_A = 1;

/**
 * Keeps the setpoint that a seat has when the deal differs from it by no more than the dead band: those that would rise give
 * their amps back first, then those that would fall keep theirs where there is room. Never breaks a limit.
 */
export function keepSteady({ room, seats }: Deal, bandA: (seat: Seat) => number = () => DEAD_BAND_A): void {
  const near = seats.filter((seat) => isNear(seat, bandA(seat)));
  for (const seat of near) if (seat.demand.currentA < seat.amps) keep(seat);
  for (const seat of near) {
    const { path, demand, amps } = seat;
    if (demand.currentA > amps && blockerOf(room, path, demand.phases, demand.currentA - amps) < 0) keep(seat);
  }

  function keep(seat: Seat): void {
    take(room, seat.path, seat.demand.phases, seat.demand.currentA - seat.amps);
    seat.amps = seat.demand.currentA;
    seat.held = 'steady';
  }
}

/** 0 A is never near: to pause and to start are decisions. */
function isNear({ amps, minA, ceilingA, demand: { currentA } }: Seat, bandA: number): boolean {
  if (amps === 0 || !Number.isInteger(currentA) || currentA < minA || currentA > ceilingA) return false;
  return currentA !== amps && Math.abs(currentA - amps) <= bandA;
}
