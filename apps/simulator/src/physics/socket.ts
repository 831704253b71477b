import type { SocketStatus } from '@headroom/contracts';
import { kwOfAmps, MIN_CHARGE_A } from '@headroom/domain';
import { charged, isFull, roomKwh, takesKw, type Van } from './van';

/** What a socket is, whoever is plugged in. */
export interface InstalledSocket {
  readonly id: string;
  readonly phases: 1 | 3;
  readonly phaseRotation: 'L1L2L3' | 'L2L3L1' | 'L3L1L2';
  readonly maxLimitA: number;
}

/** A socket at one moment. Its power holds until the next event, so energy is power times time, exactly. */
export interface SocketMoment {
  readonly atMs: number;
  /** What the pilot offers. */
  readonly pilotA: number;
  /** What the van has come round to obey; it follows the pilot with its lag. */
  readonly obeyedA: number;
  readonly van: Van | null;
  readonly authorised: boolean;
  readonly powerKw: number;
  /** The energy register, which never goes back. */
  readonly energyWh: number;
}

const MS_PER_HOUR = 3_600_000;

export const freeSocket = (atMs: number, pilotA: number, energyWh: number): SocketMoment => ({
  atMs,
  pilotA,
  obeyedA: 0,
  van: null,
  authorised: false,
  powerKw: 0,
  energyWh,
});

/** Lets time pass at the present power, then lets the van take what it now wants. */
export const advance = (socket: SocketMoment, installed: InstalledSocket, nowMs: number): SocketMoment => {
  if (socket.van === null || nowMs <= socket.atMs) return { ...socket, atMs: Math.max(nowMs, socket.atMs) };
  const kwh = Math.min((socket.powerKw * (nowMs - socket.atMs)) / MS_PER_HOUR, roomKwh(socket.van));
  return drawing({ ...socket, atMs: nowMs, energyWh: socket.energyWh + kwh * 1_000, van: charged(socket.van, kwh) }, installed);
};

export const plugIn = (socket: SocketMoment, van: Van): SocketMoment => ({ ...socket, van, authorised: false, obeyedA: 0, powerKw: 0 });

export const authorise = (socket: SocketMoment): SocketMoment => ({ ...socket, authorised: socket.van !== null });

export const unplug = (socket: SocketMoment): SocketMoment => ({ ...socket, van: null, authorised: false, obeyedA: 0, powerKw: 0 });

/** The pilot changes; the van follows later, by `obey`. */
export const offer = (socket: SocketMoment, amps: number): SocketMoment => ({ ...socket, pilotA: amps });

export const obey = (socket: SocketMoment, installed: InstalledSocket, amps: number): SocketMoment =>
  drawing({ ...socket, obeyedA: socket.van === null ? 0 : amps }, installed);

/** How long until the battery is full at the present power; null while nothing flows. */
export const msToFull = (socket: SocketMoment): number | null =>
  socket.van === null || socket.powerKw <= 0 ? null : Math.ceil((roomKwh(socket.van) / socket.powerKw) * MS_PER_HOUR);

export const phasesInUse = (socket: SocketMoment, installed: InstalledSocket): 1 | 3 =>
  socket.van?.phases === 3 && installed.phases === 3 ? 3 : 1;

/** OCPP 1.6, 4.9: who holds the charging up, the van or the socket. */
export const statusOf = (socket: SocketMoment): SocketStatus => {
  if (socket.van === null) return 'Available';
  if (!socket.authorised) return 'Preparing';
  if (isFull(socket.van)) return 'SuspendedEV';
  return socket.pilotA < MIN_CHARGE_A ? 'SuspendedEVSE' : 'Charging';
};

const drawing = (socket: SocketMoment, installed: InstalledSocket): SocketMoment => ({ ...socket, powerKw: drawKw(socket, installed) });

const drawKw = (socket: SocketMoment, installed: InstalledSocket): number => {
  if (socket.van === null || !socket.authorised || socket.obeyedA < MIN_CHARGE_A) return 0;
  return Math.min(kwOfAmps(socket.obeyedA, phasesInUse(socket, installed)), takesKw(socket.van));
};
