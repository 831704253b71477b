import type { Message, outsideSocketMeasures } from '@headroom/contracts';
import { kwOfAmps } from '@headroom/domain';
import { type InstalledSocket, phasesInUse, type SocketMoment, statusOf } from '../physics/socket';

const firstPhase = { L1L2L3: 0, L2L3L1: 1, L3L1L2: 2 } as const;

/** What the controller reports of a socket at this moment. */
export const measureOf = (socket: SocketMoment, installed: InstalledSocket, tag: string | null): Message<typeof outsideSocketMeasures> => {
  const currentA = rounded(socket.powerKw / kwOfAmps(1, phasesInUse(socket, installed)), 2);
  return {
    socket: installed.id,
    at: new Date(socket.atMs).toISOString(),
    status: statusOf(socket),
    realPowerW: rounded(socket.powerKw * 1_000, 0),
    currentA,
    phaseCurrentsA: phaseCurrents(currentA, phasesInUse(socket, installed), installed),
    energyWh: rounded(socket.energyWh, 0),
    offeredA: socket.pilotA,
    tag: socket.authorised ? tag : null,
  };
};

const phaseCurrents = (currentA: number, phases: 1 | 3, installed: InstalledSocket): [number, number, number] => {
  if (phases === 3) return [currentA, currentA, currentA];
  const currents: [number, number, number] = [0, 0, 0];
  currents[firstPhase[installed.phaseRotation]] = currentA;
  return currents;
};

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
