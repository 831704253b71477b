import type { Deal, Seat } from './deal';
import { blockerOf, take } from './room';

/** A change of this many amps is not worth a message to the charger. */
export const DEAD_BAND_A = 1;

/**
 * Keeps the setpoint that a seat has when the deal differs from it by no more than the dead band: those that would rise give
 * their amps back first, then those that would fall keep theirs where there is room. What is left then goes to those that would rise by
 * more than the band after all. Never breaks a limit.
 * @param swapA so many amps are not worth a message where all that is gained is that another has as many less; no less than the band.
 */
export function keepSteady({ room, seats }: Deal, bandA: (seat: Seat) => number = () => DEAD_BAND_A, swapA = 0): void {
  const near = seats.filter((seat) => isNear(seat, Math.max(swapA, bandA(seat))));
  const rising = near.filter(({ demand, amps }) => demand.currentA < amps).map((seat) => ({ seat, dealtA: seat.amps }));
  for (const { seat } of rising) keep(seat);
  for (const seat of near) {
    const { path, demand, amps } = seat;
    if (demand.currentA > amps && blockerOf(room, path, demand.phases, demand.currentA - amps) < 0) keep(seat);
  }
  for (const { seat, dealtA } of rising) {
    for (let riseA = dealtA - seat.amps; riseA > bandA(seat); riseA--) {
      if (blockerOf(room, seat.path, seat.demand.phases, riseA) >= 0) continue;
      give(seat, riseA);
      seat.held = null;
      break;
    }
  }

  function keep(seat: Seat): void {
    give(seat, seat.demand.currentA - seat.amps);
    seat.held = 'steady';
  }

  function give(seat: Seat, amps: number): void {
    take(room, seat.path, seat.demand.phases, amps);
    seat.amps += amps;
  }
}

/** 0 A is never near: to pause and to start are decisions. */
function isNear({ amps, minA, ceilingA, demand: { currentA } }: Seat, bandA: number): boolean {
  if (amps === 0 || !Number.isInteger(currentA) || currentA < minA || currentA > ceilingA) return false;
  return currentA !== amps && Math.abs(currentA - amps) <= bandA;
}
