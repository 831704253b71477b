import type { DepotDossier, SocketState, VehicleState } from '@headroom/contracts';
import type { DepartureAhead } from './departure-ahead';
import { countedOn, countedSinceWh, type Metered } from './metered';
import type { Reading } from './reading';
import type { SilenceLevel } from './silence';

export type Vehicle = DepotDossier['vehicles'][number];

/** What is remembered of one van. */
export interface VehicleTruth {
  readonly vehicle: Vehicle;
  readonly reading: Reading | null;
  /** When telematics was last heard, ms; null: it has never reported. */
  readonly heardMs: number | null;
  /** The sockets that its tag is on: one, or none, or with a tag lent out more. */
  readonly sockets: ReadonlyMap<string, SocketState>;
  /** Of the socket that counts. */
  readonly metered: Metered | null;
  readonly ahead: DepartureAhead | null;
  readonly silence: SilenceLevel | null;
  /** Silence is not counted before this, ms: what was said while we were not listening is still to come. */
  readonly missedFromMs: number;
  readonly told: VehicleState | null;
}

/**
 * The truth with some of it changed. Every field is named, for all truths to have one shape: copies with parts replaced by `...` are what
 * an engine builds and reads slowest, and this comes with every message of every van.
 */
export function changed(truth: VehicleTruth, to: Partial<VehicleTruth>): VehicleTruth {
  return {
    vehicle: to.vehicle === undefined ? truth.vehicle : to.vehicle,
    reading: to.reading === undefined ? truth.reading : to.reading,
    heardMs: to.heardMs === undefined ? truth.heardMs : to.heardMs,
    sockets: to.sockets === undefined ? truth.sockets : to.sockets,
    metered: to.metered === undefined ? truth.metered : to.metered,
    ahead: to.ahead === undefined ? truth.ahead : to.ahead,
    silence: to.silence === undefined ? truth.silence : to.silence,
    missedFromMs: to.missedFromMs === undefined ? truth.missedFromMs : to.missedFromMs,
    told: to.told === undefined ? truth.told : to.told,
  };
}

export function newVehicle(vehicle: Vehicle): VehicleTruth {
  return {
    vehicle,
    reading: null,
    heardMs: null,
    sockets: new Map(),
    metered: null,
    ahead: null,
    silence: null,
    missedFromMs: 0,
    told: null,
  };
}

/** The socket that a van is taken to be at: where it was plugged in last, for one tag can be on two. */
export function socketOf({ sockets }: Pick<VehicleTruth, 'sockets'>): SocketState | null {
  let last: SocketState | null = null;
  for (const state of sockets.values()) if (last === null || (state.pluggedAt ?? '') > (last.pluggedAt ?? '')) last = state;
  return last;
}

/** A socket says that this van is plugged in there. */
export function pluggedAt(truth: VehicleTruth, state: SocketState): VehicleTruth {
  const sockets = new Map(truth.sockets).set(state.socket, state);
  if (socketOf({ sockets })?.socket !== state.socket) return changed(truth, { sockets });
  const { metered, countedWh, begins } = countedOn(truth.metered, state, truth.vehicle.maxChargeKw);
  const { reading } = truth;
  if (reading === null) return changed(truth, { sockets, metered });
  // A van that is recognised late has charged since it was plugged in.
  const addedWh = begins ? countedSinceWh(metered, reading.atMs) : countedWh;
  const { socPct, at, atMs, meteredWh } = reading;
  return changed(truth, { sockets, metered, reading: addedWh === 0 ? reading : { socPct, at, atMs, meteredWh: meteredWh + addedWh } });
}

/** A socket says that this van is no longer there. */
export function unplugged(truth: VehicleTruth, socket: string): VehicleTruth {
  if (!truth.sockets.has(socket)) return truth;
  const sockets = new Map(truth.sockets);
  sockets.delete(socket);
  return changed(truth, { sockets, metered: truth.metered?.socket === socket ? null : truth.metered });
}

/** Starts from the row that was told before a restart, with the sockets as they are now. */
export function truthOfRow(vehicle: Vehicle, row: VehicleState, sockets: readonly SocketState[], nowMs: number): VehicleTruth {
  const plugged = sockets.reduce(pluggedAt, newVehicle(vehicle));
  const reading = row.reading && {
    socPct: row.reading.socPct,
    at: row.reading.at,
    atMs: Date.parse(row.reading.at),
    meteredWh: meteredSince(row.reading.energyWh, socketOf(plugged), row.socket),
  };
  const wasSilent = row.telematicsSilent;
  const silence = wasSilent ? 'amber' : null;
  return changed(plugged, { reading, heardMs: reading?.atMs ?? null, silence, missedFromMs: wasSilent ? 0 : nowMs, told: row });
}

function meteredSince(thenWh: number | null, now: SocketState | null, socketThen: string | null): number {
  if (thenWh === null || now === null || now.energyWh === null || now.socket !== socketThen) return 0;
  return Math.max(0, now.energyWh - thenWh);
}
