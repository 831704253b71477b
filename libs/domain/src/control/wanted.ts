import type { Ledger, Target } from './ledger';
import type { ControlSocket } from './picture';

/** IEC 61851-1: below 6 A a vehicle cannot charge. */
const LEAST_AMPS = 6;

/** What the socket should have: as set by hand, else as allocated, as a setpoint that it can take; null: nobody has said. */
export function wantedOf(ledger: Ledger, socket: ControlSocket): Target | null {
  const byHand = ledger.manual.get(socket.id);
  if (byHand !== undefined) return { ...byHand, amps: possibleA(byHand.amps, socket), priority: Number.POSITIVE_INFINITY };
  const target = ledger.targets.get(socket.id);
  if (target === undefined) return null;
  const amps = possibleA(target.amps, socket);
  return amps === target.amps ? target : { ...target, amps };
}

/** The highest setpoint the socket can take that is not above these amps: 0, or whole amps from its least to its rating. */
export function possibleA(amps: number, socket: ControlSocket): number {
  const whole = Math.floor(Math.min(amps, socket.maxA));
  return whole >= leastA(socket) ? whole : 0;
}

export function leastA(socket: ControlSocket): number {
  return Math.max(LEAST_AMPS, Math.ceil(socket.minA));
}
