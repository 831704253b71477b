import { openRoom, type Room, spareA, take } from '../allocation/room';
import { exposureA } from './exposure';
import type { ControlPicture, ControlSocket } from './picture';
import { isReliable, priorityOf, type Seat, toldOrHoldsA } from './seat';
import { leastA, possibleA } from './wanted';

/** Sums of doubles may miss a limit by this much. */
const ROUNDING_A = 1e-6;

/** The amps to which a socket is to be cut now. */
export interface Cut {
  readonly amps: number;
  /** The limits are broken without it, whatever the allocation says. */
  readonly emergency: boolean;
}

/** All decreases that are due: those that the targets ask for, and those without which a limit would stay broken. */
export function cutsOf(picture: ControlPicture, seats: readonly Seat[], isOpen: (socket: ControlSocket) => boolean): Map<Seat, Cut> {
  const cuts = new Map<Seat, Cut>();
  for (const seat of seats) {
    const dueA = Math.min(seat.wanted?.amps ?? Number.POSITIVE_INFINITY, stillPossibleA(seat));
    if (dueA < toldOrHoldsA(seat)) cuts.set(seat, { amps: dueA, emergency: false });
  }
  const room = openRoom(picture.nodes);
  for (const seat of seats) take(room, seat.way.path, seat.socket.phases, expectedA(seat, cuts.get(seat)));
  if (isBroken(room)) restore(room, seats, cuts, isOpen);
  return cuts;
}

/** What it was told last may be more than it can take by now, or less: its rating and its least are the registry's to change. */
function stillPossibleA({ row, socket }: Seat): number {
  return row.toldA === null ? Number.POSITIVE_INFINITY : possibleA(row.toldA, socket);
}

/** What a socket will draw at most once it has done what it was told; of one that is not to be counted on, the worst. */
function expectedA(seat: Seat, cut: Cut | undefined): number {
  return isReliable(seat) ? Math.min(toldOrHoldsA(seat), cut?.amps ?? Number.POSITIVE_INFINITY) : exposureA(seat.row, seat.socket);
}

/**
 * The least urgent first, to their least and only then to nothing; and while others will do, one message per charge
 * point, for the second would have to wait for the gap.
 */
function restore(room: Room, seats: readonly Seat[], cuts: Map<Seat, Cut>, isOpen: (socket: ControlSocket) => boolean): void {
  const takenBy = new Map<string, Seat>();
  for (const seat of cuts.keys()) takenBy.set(seat.socket.chargePoint, seat);
  const leastUrgentFirst = seats.filter(isReliable).sort((a, b) => priorityOf(a) - priorityOf(b) || (a.socket.id < b.socket.id ? 1 : -1));
  for (const toNothing of [false, true]) {
    for (const spread of [true, false]) {
      for (const seat of leastUrgentFirst) if (!spread || isFree(seat)) shorten(seat, toNothing);
    }
  }
  for (const seat of seats)
    if (!isReliable(seat) && seat.row.toldA !== 0 && missingA(room, seat) > 0) cuts.set(seat, { amps: 0, emergency: true });

  function isFree(seat: Seat): boolean {
    return isOpen(seat.socket) && (takenBy.get(seat.socket.chargePoint) ?? seat) === seat;
  }

  function shorten(seat: Seat, toNothing: boolean): void {
    const missing = missingA(room, seat);
    const hasA = expectedA(seat, cuts.get(seat));
    if (missing <= 0 || hasA === 0) return;
    const least = leastA(seat.socket);
    const amps = hasA - missing >= least ? Math.floor(hasA - missing) : toNothing ? 0 : least;
    if (amps >= hasA) return;
    take(room, seat.way.path, seat.socket.phases, amps - hasA);
    cuts.set(seat, { amps, emergency: true });
    takenBy.set(seat.socket.chargePoint, seat);
  }
}

/** Whole amps by which limits above the socket are broken on its phases. */
function missingA(room: Room, { way, socket }: Seat): number {
  return Math.ceil(-spareA(room, way.path, socket.phases) - ROUNDING_A);
}

function isBroken(room: Room): boolean {
  for (const free of room.free) if (free < -ROUNDING_A) return true;
  return false;
}
