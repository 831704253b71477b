import { openRoom, type Room, spareA, take } from '../allocation/room';
import { lessReturnReserve, type ReleasedPhases } from '../grid';
import { exposureA } from './exposure';
import type { ControlPicture } from './picture';
import { priorityOf, type Seat, toldOrHoldsA } from './seat';
import { leastA } from './wanted';

/** A smaller part of an increase is not worth its message (optimiser.md, 2.3). */
const LEAST_STEP_A = 2;
/** Sums of doubles may miss a limit by this much. */
const ROUNDING_A = 1e-6;

/** Room for increases: what every limit leaves when each socket counts at its worst, less what released phases draw when they come back. */
export function provenRoom(picture: ControlPicture, seats: readonly Seat[]): Room {
  const room = openRoom(lessReturnReserve(picture.nodes, seats.flatMap(releasedAt)));
  for (const { row, socket, way, phases } of seats) take(room, way.path, phases, exposureA(row, socket));
  return room;
}

/** What is paused and stays so cannot take up anything. */
function releasedAt({ socket, row, wanted, phases }: Seat): ReleasedPhases[] {
  if (phases.length === socket.phases.length || Math.max(exposureA(row, socket), wanted?.amps ?? 0) === 0) return [];
  return [{ node: socket.node, released: socket.phases.filter((phase) => !phases.includes(phase)), leastA: leastA(socket) }];
}

/** Those that should have more, the most urgent first. Nothing is raised that is in flight, lost, held back, or waiting to be tried again. */
export function raisable(seats: readonly Seat[], nowMs: number): Seat[] {
  return seats.filter((seat) => wantsMore(seat) && isReady(seat, nowMs)).sort((a, b) => priorityOf(b) - priorityOf(a));
}

/** The amps to which a socket can be raised now, its whole wish or a worthwhile part of it; null: none. */
export function raisedA(room: Room, { row, socket, wanted, way, phases }: Seat): number | null {
  const spare = way.fault === null ? spareA(room, way.path, phases) : Number.NEGATIVE_INFINITY;
  if (wanted === null || !(spare >= -ROUNDING_A)) return null;
  const amps = Math.min(wanted.amps, Math.floor(exposureA(row, socket) + spare + ROUNDING_A));
  const isWorthIt = amps === wanted.amps || amps - (row.toldA ?? 0) >= LEAST_STEP_A;
  return amps >= leastA(socket) && amps > (row.toldA ?? 0) && isWorthIt ? amps : null;
}

/** Books an increase, so that nobody else counts on the same amps. */
export function bookRaise(room: Room, { row, socket, way, phases }: Seat, amps: number): void {
  const before = exposureA(row, socket);
  take(room, way.path, phases, Math.max(amps, before) - before);
}

/** What it was told last is more than what is known to hold, and there is no room for it any more. */
export function isOverdrawn(room: Room, { row, socket, way, phases }: Seat): boolean {
  return (row.toldA ?? 0) > (row.confirmedA ?? socket.maxA) && !(spareA(room, way.path, phases) >= -ROUNDING_A);
}

function wantsMore(seat: Seat): boolean {
  if (seat.wanted === null) return false;
  return seat.row.toldA === null ? seat.wanted.amps >= toldOrHoldsA(seat) : seat.wanted.amps > seat.row.toldA;
}

function isReady({ row, socket }: Seat, nowMs: number): boolean {
  if (socket.lost || row.state === 'sent') return false;
  if (row.heldBackUntilMs !== null && nowMs < row.heldBackUntilMs) return false;
  return row.state !== 'failed' || nowMs >= (row.retryAtMs ?? nowMs);
}
