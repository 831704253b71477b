import type { DepotCapacity, DepotDossier, DepotHeadroom, DepotPriorities, SocketState } from '@headroom/contracts';
import type { AdoptedPlan, CapacityPiece, FoundAmps } from '@headroom/domain';
import { Habits } from './habits';
import { loadBesideVansKw, type Meter } from './load-beside-vans';
import { SteadyDepot } from './steady-depot';

/** What this service keeps of a depot beside its tables. */
export class DepotMemory {
  readonly steady = new SteadyDepot();
  readonly habits = new Habits();
  adopted: AdoptedPlan | null = null;
  /** What each socket was last given, A. */
  given: ReadonlyMap<string, number> = new Map();
  /** What a solver last found beside the tick. */
  found: FoundAmps | null = null;
  /** When something happened that a new plan is to be followed for; null: nothing has since the last one. */
  eventAtMs: number | null = Number.NEGATIVE_INFINITY;
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
      const loadKw = loadBesideVansKw(row, meterOf(row.id));
      if (loadKw !== null) this.habits.hearLoad(row.id, loadKw, nowMs, dossier.timezone);
    }
  }

  /** @returns whether a van came or went. */
  hearSocket({ socket, vehicle, plugged, pluggedAt }: SocketState, nowMs: number): boolean {
    if (plugged && vehicle !== null) this.habits.hearVan(vehicle, socket);
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
