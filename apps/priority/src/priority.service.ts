import {
  type DepotDossier,
  type DepotPlans,
  depotDossiers,
  depotPlans,
  priorities,
  type SocketState,
  socketStates,
  type VehicleState,
  vehicleStates,
} from '@headroom/contracts';
import { Bus, Handles, type MessageContext, Service, Tables } from '@headroom/messaging';
import { AlarmBook, type Cancel, Clock, instantOf, newId } from '@headroom/service-kit';
import type { OnModuleDestroy } from '@nestjs/common';
import { DepotRanks } from './depot-ranks';
import { rankDepot } from './rank/rank-depot';
import { leaps, ranksAnew } from './rank/ranks-anew';
import { alarmSubject, TAG_ALARMS, tagAlarm } from './rank/tag-alarm';

/** A morning's plug-ins come in bursts: a depot is ranked at once, but not more often than this. */
const NOT_OFTENER_MS = 1_000;
/** Batteries fill slowly, and each van tells it by itself: who goes first by a hair is put right together. */
const FILLING_WAITS_MS = 20_000;
/** Departures come nearer without any message: ranks are never much older than a minute. */
const LOOK_EVERY_MS = 30_000;
const OLDEST_RANKS_MS = 60_000;

/** Who goes first, and why. */
@Service('priority')
export class PriorityService implements OnModuleDestroy {
  private readonly depots = new Map<string, DepotRanks>();
  private readonly alarms: AlarmBook;
  private readonly stopRanking: Cancel;

  constructor(
    private readonly bus: Bus,
    private readonly tables: Tables,
    private readonly clock: Clock,
  ) {
    this.alarms = new AlarmBook(bus, tables, clock);
    tables.eachDepot(
      (depot) => this.takeUp(depot),
      (depot) => this.letGo(depot),
    );
    this.stopRanking = clock.every(LOOK_EVERY_MS, async () => {
      const oldMs = clock.now() - OLDEST_RANKS_MS;
      for (const [depot, { rankedMs }] of this.depots) if (rankedMs <= oldMs) await this.rank(depot);
    });
  }

  onModuleDestroy(): void {
    this.stopRanking();
    for (const depot of this.depots.keys()) this.letGo(depot);
  }

  @Handles(socketStates)
  async onSocket(state: SocketState | null, { key }: MessageContext): Promise<void> {
    const depot = key.slice(0, key.indexOf('.'));
    const ranks = this.depots.get(depot);
    if (!ranks) return;
    const isAnew = ranksAnew(ranks.sockets.get(key), state);
    if (isAnew) await this.tellTag(depot, key, state);
    if (state) ranks.sockets.set(key, state);
    else ranks.sockets.delete(key);
    if (isAnew) await this.rankSoon(depot, state?.id);
  }

  @Handles(vehicleStates)
  async onVehicle(state: VehicleState | null, { key }: MessageContext): Promise<void> {
    const depot = key.slice(0, key.indexOf('.'));
    const ranks = this.depots.get(depot);
    if (!ranks) return;
    const before = ranks.vehicles.get(key);
    if (!leaps(before, state)) return this.rankWithin(FILLING_WAITS_MS, depot, state?.id);
    if (state) ranks.vehicles.set(key, state);
    else ranks.vehicles.delete(key);
    // Who is away, and was, has no rank.
    if (before?.socket || state?.socket) await this.rankSoon(depot, state?.id);
  }

  @Handles(depotPlans)
  async onPlans(plans: DepotPlans | null, { key }: MessageContext): Promise<void> {
    await this.rankSoon(key, plans?.id);
  }

  @Handles(depotDossiers)
  async onDossier(dossier: DepotDossier | null, { key }: MessageContext): Promise<void> {
    if (dossier) return this.depots.has(key) ? this.rankSoon(key, dossier.id) : this.takeUp(key);
    this.letGo(key);
    await this.bus.forget(priorities, key);
  }

  /** Starts from what was told before, and puts the alarms right that changed meanwhile. */
  private async takeUp(depot: string): Promise<void> {
    if (!this.tables.of(depotDossiers).get(depot)) return;
    const sockets = this.tables.of(socketStates).ofDepot(depot);
    this.letGo(depot);
    this.depots.set(depot, new DepotRanks(sockets, this.tables.of(priorities).get(depot)?.sockets));
    for (const state of sockets) await this.tellTag(depot, state.socket, state);
    await this.rank(depot);
  }

  private letGo(depot: string): void {
    this.depots.get(depot)?.rest();
    this.depots.delete(depot);
  }

  private rankSoon(depot: string, causedBy?: string): Promise<void> | void {
    return this.rankWithin(NOT_OFTENER_MS, depot, causedBy);
  }

  /** At once where the last ranks are older than this, else when they are. */
  private rankWithin(waitMs: number, depot: string, causedBy?: string): Promise<void> | void {
    const ranks = this.depots.get(depot);
    if (!ranks) return;
    const nowMs = this.clock.now();
    const atMs = ranks.rankedMs + waitMs;
    if (atMs <= nowMs) return this.rank(depot, causedBy);
    ranks.rankBy(atMs, () => this.clock.after(atMs - nowMs, () => this.rank(depot, causedBy)));
  }

  private async rank(depot: string, causedBy?: string): Promise<void> {
    const ranks = this.depots.get(depot);
    const dossier = this.tables.of(depotDossiers).get(depot);
    if (!ranks || !dossier) return;
    const nowMs = this.clock.now();
    ranks.rest();
    ranks.rankedMs = nowMs;
    const vehicles = this.tables.of(vehicleStates);
    const picture = {
      dossier,
      plans: this.tables.of(depotPlans).get(depot),
      sockets: [...ranks.sockets.values()],
      vehicle: (id: string) => vehicles.get(id),
    };
    const ranked = rankDepot(picture, nowMs);
    const text = JSON.stringify(ranked);
    if (text === ranks.told) return;
    await this.bus.tell(priorities, { id: newId(), at: instantOf(nowMs), causedBy, depot, sockets: ranked });
    ranks.told = text;
  }

  private async tellTag(depot: string, socket: string, state: SocketState | null): Promise<void> {
    const raised = state && tagAlarm(state);
    for (const kind of TAG_ALARMS) if (kind !== raised?.kind) await this.alarms.clear({ depot, kind, subject: alarmSubject(socket) });
    if (raised) await this.alarms.raise(raised);
  }
}
