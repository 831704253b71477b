import type { Ledger, SocketLedger } from './ledger';
import { countedPhases } from './phase-use';
import type { ControlPicture, ControlSocket } from './picture';

/**
 * The amps that a socket may draw at worst: the highest of what it was told, what held before until that is confirmed,
 * and what it is metered to draw. Its rating where nothing was ever confirmed.
 */
export function exposureA(row: SocketLedger, socket: ControlSocket): number {
  return Math.max(promiseA(row, socket), drawnA(socket));
}

/** The part of the exposure that rests on messages alone. */
export function promiseA(row: SocketLedger, socket: ControlSocket): number {
  return Math.max(row.toldA ?? 0, row.confirmedA ?? socket.maxA);
}

/** What it draws as last metered. Nothing plugged draws nothing; of a lost one only the last measure is known. */
export function drawnA(socket: ControlSocket): number {
  return socket.plugged || socket.lost ? (socket.meteredA ?? 0) : 0;
}

/** Every socket of the picture with the amps that it counts at, for judging and for showing. */
export function exposuresOf(
  ledger: Ledger,
  picture: ControlPicture,
): { socket: string; node: string; phases: readonly (0 | 1 | 2)[]; amps: number }[] {
  const rows = ledger.shelved ?? ledger.sockets;
  return picture.sockets.map((socket) => {
    const row = rows.get(socket.id);
    const amps = row === undefined ? Math.max(socket.maxA, drawnA(socket)) : exposureA(row, socket);
    return { socket: socket.id, node: socket.node, phases: countedPhases(row, socket), amps };
  });
}
