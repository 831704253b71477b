import type { DepotDossier, DepotHeadroom, SetpointState, SocketState } from '@headroom/contracts';
import { ConnectionMemory, type MeterReading } from './connection-memory';

/** What has not changed is told again this often, so that its readers can tell a service that is well from one that is gone. */
const REPEAT_MS = 60_000;

type Told = Omit<DepotHeadroom, 'id' | 'at' | 'causedBy'>;

/** What this service keeps of a depot beside its tables. */
export class DepotMemory {
  readonly lostSockets = new Set<string>();
  /** Time alone changes nothing before this moment. */
  changesAtMs = Number.NEGATIVE_INFINITY;
  private readonly connections = new Map<string, ConnectionMemory>();
  private places: ReadonlyMap<string, { readonly connection: string; readonly phases: 1 | 3 }> = new Map();
  private told = '';
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
    const text = JSON.stringify(headroom);
    if (text === this.told && nowMs < this.repeatsAtMs) return true;
    this.told = text;
    this.toldAtMs = nowMs;
    return false;
  }

  get repeatsAtMs(): number {
    return this.toldAtMs + REPEAT_MS;
  }
}
