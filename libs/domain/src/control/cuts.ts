import { isBroken, openRoom, type Room, take } from '../allocation/room';
import { exposureA } from './exposure';
import type { ControlPicture, ControlSocket } from './picture';
import { restore } from './restore';
import { isReliable, type Seat, toldOrHoldsA } from './seat';
import { possibleA } from './wanted';

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
  const room = roomAfter(picture, seats, cuts);
  if (!isBroken(room)) return cuts;
  const expected = new Map(seats.map((seat) => [seat, expectedA(seat, cuts.get(seat))]));
  for (const [seat, amps] of restore(room, expected, [...cuts.keys()], isOpen)) cuts.set(seat, { amps, emergency: true });
  return cuts;
}

function roomAfter(picture: ControlPicture, seats: readonly Seat[], cuts: ReadonlyMap<Seat, Cut>): Room {
  const room = openRoom(picture.nodes);
  for (const seat of seats) take(room, seat.way.path, seat.phases, expectedA(seat, cuts.get(seat)));
  return room;
}

/** What it was told last may be more than it can take by now, or less: its rating and its least are the registry's to change. */
function stillPossibleA({ row, socket }: Seat): number {
  return row.toldA === null ? Number.POSITIVE_INFINITY : possibleA(row.toldA, socket);
}

/** What a socket will draw at most once it has done what it was told; of one that is not to be counted on, the worst. */
function expectedA(seat: Seat, cut: Cut | undefined): number {
  return isReliable(seat) ? Math.min(toldOrHoldsA(seat), cut?.amps ?? Number.POSITIVE_INFINITY) : exposureA(seat.row, seat.socket);
}
