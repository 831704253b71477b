import type { SocketState } from '@headroom/contracts';
import { type EnergyTrust, noEnergyYet } from './energy-trust';
import { nothingSeen, type Seen } from './seen';

/** What is remembered of one socket: the row that is told, and what it takes to judge the next measure. */
export interface SocketTruth {
  /** `id` is given when it is told. */
  readonly row: SocketState;
  readonly seen: Seen;
  readonly energy: EnergyTrust;
  /** Of the last boot that was counted, so that the same message twice counts once. */
  readonly rebootedMs: number | null;
}

/** A socket that was never heard: nothing is known of it. */
export function neverHeard(depot: string, socket: string, nowAt: string): SocketTruth {
  const row: SocketState = {
    id: 'new',
    at: nowAt,
    depot,
    socket,
    status: null,
    plugged: false,
    realPowerW: null,
    currentA: null,
    phaseCurrentsA: null,
    energyWh: null,
    offeredA: null,
    tag: null,
    tagKind: 'none',
    vehicle: null,
    pluggedAt: null,
    energyAtPlugWh: null,
    epoch: 0,
    lastHeardAt: null,
    lost: false,
  };
  return { row, seen: nothingSeen, energy: noEnergyYet, rebootedMs: null };
}

/** The truth as far as the table has it, after a restart: what was told last is the newest seen. */
export function truthOfRow(row: SocketState): SocketTruth {
  const atMs = Date.parse(row.at);
  const energy = row.energyWh === null ? noEnergyYet : { trail: [{ atMs, wh: row.energyWh }], suspect: null };
  const newestMs = { status: atMs, load: atMs, energy: atMs, offered: atMs, tag: atMs };
  return { row, seen: { newestMs, late: null }, energy, rebootedMs: null };
}
