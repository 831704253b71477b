import type { DepotDossier, DepotHeadroom, SocketState } from '@headroom/contracts';
import { evLoadWithin } from '@headroom/domain';
import { EvLoads } from './ev-loads';
import type { DepotPicture, MeterReading } from './headroom-of-depot';

type Told = Omit<DepotHeadroom, 'id' | 'at' | 'causedBy'>;

/** What this service keeps of a depot beside its tables: the newest meter readings and what the EVs drew lately. */
export class DepotMemory {
  readonly evLoads = new EvLoads();
  private readonly readings = new Map<string, MeterReading>();
  /** What the building alone was last believed to draw, kW, by connection: before the reading that is held. */
  private readonly believedKw = new Map<string, number>();
  private readonly lostSockets = new Set<string>();
  private told = '';

  constructor(private readonly sinceMs: number) {}

  /** Takes a reading; false where it is older than the one held: late values are history's, never the live picture's. */
  metered(meter: string, reading: MeterReading, nowMs: number): boolean {
    const held = this.readings.get(meter);
    if (held && reading.atMs < held.atMs && held.atMs <= nowMs) return false;
    if (held) this.believedKw.set(meter, held.kw - this.evLoadAtMeterKw(meter));
    this.readings.set(meter, reading);
    return true;
  }

  /** Takes up what a process before this one believed. */
  restore(meter: string, reading: MeterReading, evLoadAtMeterKw: number): void {
    this.readings.set(meter, reading);
    this.believedKw.set(meter, reading.kw - evLoadAtMeterKw);
  }

  /** What the EVs drew at the moment of the reading that is held, kW; 0 without one. */
  evLoadAtMeterKw(meter: string): number {
    const reading = this.readings.get(meter);
    if (!reading) return 0;
    return evLoadWithin(this.evLoads.rangeAt(meter, reading.atMs), reading.kw, this.believedKw.get(meter) ?? null);
  }

  /** When the meter was last read; since this service knows the depot where it never was. */
  meterReadAtMs(meter: string): number {
    return this.readings.get(meter)?.atMs ?? this.sinceMs;
  }

  socketHeard(state: SocketState, dossier: DepotDossier, nowMs: number): void {
    const place = placeOf(state.socket, dossier);
    if (!place) {
      this.socketGone(state.socket);
      return;
    }
    this.evLoads.heard(state, place.connection, place.phases, nowMs);
    if (state.lost) this.lostSockets.add(state.socket);
    else this.lostSockets.delete(state.socket);
  }

  socketGone(socket: string): void {
    this.evLoads.forget(socket);
    this.lostSockets.delete(socket);
  }

  picture(): Pick<DepotPicture, 'readings' | 'evLoadKw' | 'evLoadAtMeterKw' | 'lostSockets'> {
    return {
      readings: this.readings,
      evLoadKw: (connection) => this.evLoads.nowKw(connection),
      evLoadAtMeterKw: (connection) => this.evLoadAtMeterKw(connection),
      lostSockets: [...this.lostSockets].sort(),
    };
  }

  /** Whether this was told already; remembers it. */
  isTold(headroom: Told): boolean {
    const text = JSON.stringify(headroom);
    if (text === this.told) return true;
    this.told = text;
    return false;
  }
}

const placesOf = new WeakMap<DepotDossier, ReadonlyMap<string, { connection: string; phases: 1 | 3 }>>();

function placeOf(socket: string, dossier: DepotDossier): { connection: string; phases: 1 | 3 } | undefined {
  let places = placesOf.get(dossier);
  if (!places) {
    places = new Map(
      dossier.chargePoints.flatMap(({ connectionId, sockets }) =>
        sockets.map(({ id, phases }) => [id, { connection: connectionId, phases }]),
      ),
    );
    placesOf.set(dossier, places);
  }
  return places.get(socket);
}
