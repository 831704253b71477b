import { type Room, type Way, wayIn } from '../allocation/room';
import type { Phase } from '../grid';
import { promiseA } from './exposure';
import type { SocketLedger, Target } from './ledger';
import { countedPhases, hasJustEnded } from './phase-use';
import type { ControlPicture, ControlSocket } from './picture';

/** One socket of the depot with all that bears on what to tell it. */
export interface Seat {
  readonly socket: ControlSocket;
  readonly row: SocketLedger;
  readonly wanted: Target | null;
  readonly way: Way;
  /** The supply phases that it counts on. */
  readonly phases: readonly Phase[];
  /** It has just come to count on more phases than others left it room for. */
  readonly takesUpPhases: boolean;
}

export function seatsOf(
  picture: ControlPicture,
  room: Room,
  rowOf: (socket: ControlSocket) => SocketLedger,
  wantedOf: (socket: ControlSocket) => Target | null,
  nowMs: number,
): Seat[] {
  const ways = new Map<string, Way>();
  return picture.sockets.map((socket) => {
    const way = ways.get(socket.node) ?? wayIn(room, socket.node);
    if (!ways.has(socket.node)) ways.set(socket.node, way);
    const row = rowOf(socket);
    const phases = countedPhases(row, socket);
    return { socket, row, wanted: wantedOf(socket), way, phases, takesUpPhases: hasJustEnded(row, picture.settings, nowMs) };
  });
}

export function priorityOf({ wanted }: Seat): number {
  return wanted === null || Number.isNaN(wanted.priority) ? 0 : wanted.priority;
}

/** It can be counted on to do what it is told: not lost, and its last telling has not failed. */
export function isReliable({ row, socket }: Seat): boolean {
  return !socket.lost && row.state !== 'failed' && !(row.attempts > 1 && row.state !== 'confirmed');
}

/** What the wanted amps are a decrease from: what it was told last, or what holds if it was never told. */
export function toldOrHoldsA({ row, socket }: Seat): number {
  return row.toldA ?? promiseA(row, socket);
}
