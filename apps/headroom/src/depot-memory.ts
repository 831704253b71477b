import type { DepotDossier, DepotHeadroom, SetpointState, SocketState } from '@headroom/contracts';
import { HEADROOM_TOLD_EVERY_MS } from '@headroom/domain';
import { ConnectionMemory, type MeterReading } from './connection-memory';

type Told = Omit<DepotHeadroom, 'id' | 'at' | 'causedBy'>;

/** What this service keeps of a depot beside its tables. */
export class DepotMemory {
  readonly lostSockets = new Set<string>();
  /** Time alone changes nothing before this moment. */
  changesAtMs = Number.NEGATIVE_INFINITY;
  private readonly connections = new Map<string, ConnectionMemory>();
  private places: ReadonlyMap<string, { readonly connection: string; readonly phases: 1 | 3 }> = new Map();
  private told: Told | null = null;
  private toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly sinceMs: number) {}

  connection(id: string): ConnectionMemory {
    const memory = this.connections.get(id) ?? new ConnectionMemory();
    this.connections.set(id, memory);
    return memory;
  }

  /** Learns which socket hangs on which connection; sockets that are gone are forgotten. */
  installed({ chargePoints }: DepotDossier): void {
    const before = this.places;
    this.places = new Map(
      chargePoints.flatMap(({ connectionId, sockets }) =>
        sockets.map(({ id, phases }) => [id, { connection: connectionId, phases }] as const),
      ),
    );
    for (const [socket, { connection }] of before)
      if (this.places.get(socket)?.connection !== connection) this.connection(connection).evLoads.forget(socket);
  }

  metered(meter: string, reading: MeterReading, nowMs: number): boolean {
    return this.connection(meter).metered(reading, nowMs);
  }

  /** When the meter was last read; since this service knows the depot where it never was. */
  meterReadAtMs(meter: string): number {
    return this.connections.get(meter)?.reading?.atMs ?? this.sinceMs;
  }

  socketHeard(state: SocketState, nowMs: number): void {
    const place = this.places.get(state.socket);
    if (!place) return;
    this.connection(place.connection).evLoads.heard(state, place.phases, nowMs);
    if (state.lost) this.lostSockets.add(state.socket);
    else this.lostSockets.delete(state.socket);
  }

  socketTold(state: SetpointState, nowMs: number): void {
    const place = this.places.get(state.socket);
    if (place) this.connection(place.connection).evLoads.told(state, nowMs);
  }

  socketGone(socket: string): void {
    const place = this.places.get(socket);
    if (place) this.connection(place.connection).evLoads.forget(socket);
    this.lostSockets.delete(socket);
  }

  /** Whether this was told already, and not long ago; remembers it. */
  isTold(headroom: Told, nowMs: number): boolean {
    if (this.told !== null && isSame(this.told, headroom) && nowMs < this.repeatsAtMs) return true;
    this.told = headroom;
    this.toldAtMs = nowMs;
    return false;
  }

  get repeatsAtMs(): number {
    return this.toldAtMs + HEADROOM_TOLD_EVERY_MS;
  }
}

/** The depot's totals are those of its connections. */
const isSame = (one: Told, other: Told): boolean =>
  one.mode === other.mode &&
  one.depot === other.depot &&
  isSameList(one.stale, other.stale) &&
  one.connections.length === other.connections.length &&
  one.connections.every((connection, index) => isSameConnection(connection, other.connections[index]));

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);

function isSameConnection(one: Told['connections'][number], other: Told['connections'][number] | undefined): boolean {
  return (
    one.id === other?.id &&
    one.capacityKw === other.capacityKw &&
    one.boundBy === other.boundBy &&
    one.bufferKw === other.bufferKw &&
    one.buildingLoadKw === other.buildingLoadKw &&
    one.meterAt === other.meterAt &&
    one.evLoadKw === other.evLoadKw &&
    one.evLoadAtMeterKw === other.evLoadAtMeterKw &&
    one.meterStale === other.meterStale &&
    one.headroomKw === other.headroomKw &&
    one.grantableKw === other.grantableKw
  );
}
