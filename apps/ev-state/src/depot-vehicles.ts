import type { DepotDossier, DepotPlans, SocketState, Telematics, VehicleState } from '@headroom/contracts';
import { departureAhead } from './truth/departure-ahead';
import { countedSinceWh } from './truth/metered';
import { readingAfter } from './truth/reading';
import { changed, newVehicle, pluggedAt, truthOfRow, unplugged, type VehicleTruth } from './truth/vehicle-truth';

/** The vans of one depot as this process remembers them. */
export class DepotVehicles {
  readonly truths = new Map<string, VehicleTruth>();
  /** Which van is at a socket. */
  private readonly vehicleAt = new Map<string, string>();
  private readonly sockets = new Map<string, SocketState>();

  constructor(
    public dossier: DepotDossier,
    public plans: DepotPlans | undefined,
  ) {}

  /** Begins with what is installed, what was told before a restart, and where the vans are now. */
  begin(rows: readonly VehicleState[], sockets: readonly SocketState[], nowMs: number): void {
    for (const state of sockets) this.sockets.set(state.socket, state);
    const rowOf = new Map(rows.map((row) => [row.vehicle, row]));
    const socketsOf = new Map<string, SocketState[]>();
    for (const state of sockets.filter(isPlugged)) {
      this.vehicleAt.set(state.socket, state.vehicle);
      socketsOf.set(state.vehicle, [...(socketsOf.get(state.vehicle) ?? []), state]);
    }
    for (const vehicle of this.dossier.vehicles) {
      const own = socketsOf.get(vehicle.id) ?? [];
      const row = rowOf.get(vehicle.id);
      this.truths.set(vehicle.id, row ? truthOfRow(vehicle, row, own, nowMs) : own.reduce(pluggedAt, newVehicle(vehicle)));
    }
  }

  /** Takes a new dossier; the vans of it that were known keep what is known of them. Answers those that are gone. */
  refit(dossier: DepotDossier): string[] {
    this.dossier = dossier;
    const gone = new Set(this.truths.keys());
    for (const vehicle of dossier.vehicles) {
      gone.delete(vehicle.id);
      const before = this.truths.get(vehicle.id);
      this.truths.set(vehicle.id, before ? changed(before, { vehicle }) : newVehicle(vehicle));
    }
    for (const vehicle of gone) this.truths.delete(vehicle);
    for (const state of this.sockets.values()) this.socketSays(state.socket, state);
    return [...gone];
  }

  /** A socket's state is told, or it is gone. Answers the vans that this concerns. */
  socketSays(socket: string, state: SocketState | null): string[] {
    if (state) this.sockets.set(socket, state);
    else this.sockets.delete(socket);
    const before = this.vehicleAt.get(socket);
    const now = state && isPlugged(state) ? state.vehicle : undefined;
    const concerned = new Set<string>();
    if (before !== undefined && before !== now) {
      this.vehicleAt.delete(socket);
      this.change(before, concerned, (truth) => unplugged(truth, socket));
    }
    if (state && now) {
      this.vehicleAt.set(socket, now);
      this.change(now, concerned, (truth) => pluggedAt(truth, state));
    }
    return [...concerned];
  }

  /** A van reports. */
  telematicsSays(message: Telematics): string[] {
    const concerned = new Set<string>();
    this.change(message.vehicle, concerned, (truth) =>
      changed(truth, {
        reading: readingAfter(truth.reading, message, (atMs) => countedSinceWh(truth.metered, atMs)),
        heardMs: Math.max(truth.heardMs ?? 0, Date.parse(message.receivedAt)),
      }),
    );
    return [...concerned];
  }

  /** A van with its next departure as it is now. */
  lookedAhead(vehicle: string, nowMs: number): VehicleTruth | undefined {
    const truth = this.truths.get(vehicle);
    if (!truth) return undefined;
    const ahead = departureAhead(truth.ahead, vehicle, this.plans, this.dossier, nowMs);
    if (ahead === truth.ahead) return truth;
    const looked = changed(truth, { ahead });
    this.truths.set(vehicle, looked);
    return looked;
  }

  private change(vehicle: string, concerned: Set<string>, to: (truth: VehicleTruth) => VehicleTruth): void {
    const truth = this.truths.get(vehicle);
    if (!truth) return;
    this.truths.set(vehicle, to(truth));
    concerned.add(vehicle);
  }
}

const isPlugged = (state: SocketState): state is SocketState & { vehicle: string } => state.plugged && state.vehicle !== null;
