import type { Message, outsideSocketMeasures } from '@headroom/contracts';
import { kwOfAmps } from '@headroom/domain';
import { type InstalledSocket, phasesInUse, type SocketMoment, statusOf } from '../physics/socket';

/** What the controller reports of a socket at this moment. */
export const measureOf = (socket: SocketMoment, installed: InstalledSocket, tag: string | null): Message<typeof outsideSocketMeasures> => {
  const currentA = rounded(socket.powerKw / kwOfAmps(1, phasesInUse(socket, installed)), 2);
  return {
    socket: installed.id,
    at: new Date(socket.atMs).toISOString(),
    status: statusOf(socket),
    realPowerW: rounded(socket.powerKw * 1_000, 0),
    currentA,
    phaseCurrentsA: phasesInUse(socket, installed) === 3 ? [currentA, currentA, currentA] : [currentA, 0, 0],
    energyWh: rounded(socket.energyWh, 0),
    offeredA: socket.pilotA,
    tag: socket.authorised ? tag : null,
  };
};

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
