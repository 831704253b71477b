import type { DepotCapacity, DepotDossier, DepotHeadroom, DepotPriorities, SocketState } from '@headroom/contracts';
import { type AdoptedPlan, type CapacityPiece, type FoundAmps, type UsualDay, unknownDay, withReading } from '@headroom/domain';
import { loadBesideVansKw, type Meter } from './load-beside-vans';
import { SteadyDepot } from './steady-depot';

/** How often a building's load is learnt from. */
const LEARN_EVERY_MS = 60_000;

/** What this service keeps of a depot beside its tables. */
export class DepotMemory {
  readonly steady = new SteadyDepot();
  adopted: AdoptedPlan | null = null;
  /** What a solver last found beside the tick. */
  found: FoundAmps | null = null;
  /** When something happened that a new plan is to be followed for; null: nothing has since the last one. */
  eventAtMs: number | null = Number.NEGATIVE_INFINITY;
  private readonly days = new Map<string, { readonly day: UsualDay; readonly learntAtMs: number }>();
  private readonly usualSockets = new Map<string, string>();
  private readonly plugged = new Map<string, string>();
  /** kW that may be granted, to 100 W: less changes no socket by an ampere. */
  private grantable = '';
  private limits = '';
  private known = '';

  /** @returns whether other kW may be granted than before. */
  hearHeadroom(headroom: DepotHeadroom | null, dossier: DepotDossier | undefined, nowMs: number): boolean {
    if (headroom && dossier) this.learn(headroom, dossier, nowMs);
    const grantable = headroom?.connections.map(({ grantableKw }) => grantableKw.toFixed(1)).join() ?? '';
    const isChange = grantable !== this.grantable;
    this.grantable = grantable;
    return isChange;
  }

  private learn({ connections }: DepotHeadroom, dossier: DepotDossier, nowMs: number): void {
    const meterOf = meterIn(dossier);
    this.steady.hearHeadroom(connections, meterOf, nowMs);
    for (const row of connections) {
      const { day, learntAtMs } = this.days.get(row.id) ?? { day: unknownDay, learntAtMs: Number.NEGATIVE_INFINITY };
      const loadKw = loadBesideVansKw(row, meterOf(row.id));
      if (loadKw === null || nowMs < learntAtMs + LEARN_EVERY_MS) continue;
      this.days.set(row.id, { day: withReading(day, loadKw, nowMs, dossier.timezone), learntAtMs: nowMs });
    }
  }

  /** @returns whether a van came or went. */
  hearSocket({ socket, vehicle, plugged, pluggedAt }: SocketState, nowMs: number): boolean {
    if (plugged && vehicle !== null) this.usualSockets.set(vehicle, socket);
    const van = plugged ? `${vehicle} ${pluggedAt}` : '';
    const isChange = this.plugged.get(socket) !== van;
    this.plugged.set(socket, van);
    if (isChange) this.eventAtMs ??= nowMs;
    return isChange;
  }

  /** @returns whether other limits hold than before. */
  hearCapacity(capacity: DepotCapacity, nowMs: number): boolean {
    const limits = JSON.stringify(
      capacity.connections.map(({ id, pieces }) => [id, pieces.slice(0, 3).map(({ kw, boundBy }) => [kw, boundBy])]),
    );
    const isChange = limits !== this.limits;
    this.limits = limits;
    if (isChange) this.eventAtMs ??= nowMs;
    return isChange;
  }

  /** @returns whether other vans are known, or are to leave at other times. */
  hearPriorities({ sockets }: DepotPriorities, nowMs: number): boolean {
    const known = JSON.stringify(sockets.map(({ socket, vehicle, departAt }) => [socket, vehicle, departAt]));
    const isChange = known !== this.known;
    this.known = known;
    if (isChange) this.eventAtMs ??= nowMs;
    return isChange;
  }

  usualDay(connection: string): UsualDay {
    return this.days.get(connection)?.day ?? unknownDay;
  }

  usualSocket(vehicle: string): string | null {
    return this.usualSockets.get(vehicle) ?? null;
  }
}

export const piecesOf = (capacity: DepotCapacity | undefined, connection: string): CapacityPiece[] =>
  (capacity?.connections.find(({ id }) => id === connection)?.pieces ?? []).map(({ from, until, kw, boundBy }) => ({
    fromMs: Date.parse(from),
    untilMs: Date.parse(until),
    kw,
    boundBy,
  }));

const meterIn =
  (dossier: DepotDossier) =>
  (connection: string): Meter =>
    dossier.connections.find(({ id }) => id === connection)?.meter ?? 'incomer';
