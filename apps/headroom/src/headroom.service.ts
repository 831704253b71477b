import {
  capacities,
  type DepotDossier,
  type DepotHeadroom,
  depotDossiers,
  depotPlans,
  headrooms,
  type SetpointState,
  type SiteLoad,
  type SocketState,
  setpointStates,
  siteLoad,
  socketStates,
} from '@headroom/contracts';
import { Bus, Handles, type MessageContext, Service, Tables } from '@headroom/messaging';
import { AlarmBook, Clock, instantOf, millisOf, newId } from '@headroom/service-kit';
import { DepotMemory } from './depot-memory';
import { headroomChangesAtMs, headroomOfDepot } from './headroom-of-depot';
import { meterFault } from './meter-alarm';

/** How soon the next piece of the capacity plan and a meter that is too old are noticed when no message comes. */
const LOOK_EVERY_MS = 1_000;
const WATCH_METERS_EVERY_MS = 5_000;

/** What is left for charging now, anew on every message from any source. */
@Service('headroom')
export class HeadroomService {
  private readonly depots = new Map<string, DepotMemory>();
  private readonly alarms: AlarmBook;

  constructor(
    private readonly bus: Bus,
    private readonly tables: Tables,
    private readonly clock: Clock,
  ) {
    tables.eachDepot(
      (depot) => this.takeUp(depot),
      (depot) => this.depots.delete(depot),
    );
    this.alarms = new AlarmBook(bus, tables, clock);
    clock.every(LOOK_EVERY_MS, () => this.look());
    clock.every(WATCH_METERS_EVERY_MS, () => this.watchAllMeters());
  }

  @Handles(siteLoad)
  onSiteLoad({ id, depot, meter, at, powerW }: SiteLoad): Promise<void> | void {
    const isNewest = this.memoryOf(depot).metered(meter, { kw: powerW / 1000, atMs: millisOf(at) }, this.clock.now());
    return isNewest ? this.tell(depot, id) : undefined;
  }

  @Handles(socketStates)
  onSocket(state: SocketState | null, { key }: MessageContext): Promise<void> {
    const depot = depotOf(key);
    if (state) this.memoryOf(depot).socketHeard(state, this.clock.now());
    else this.memoryOf(depot).socketGone(key);
    return this.tell(depot, state?.id);
  }

  @Handles(setpointStates)
  onSetpoint(state: SetpointState | null, { key }: MessageContext): Promise<void> | void {
    if (!state) return;
    this.memoryOf(state.depot).socketTold(state, this.clock.now());
    return this.tell(depotOf(key), state.id);
  }

  @Handles(capacities)
  onCapacity(_row: object | null, { key }: MessageContext): Promise<void> {
    return this.tell(key);
  }

  @Handles(depotPlans)
  onPlans(_row: object | null, { key }: MessageContext): Promise<void> {
    return this.tell(key);
  }

  @Handles(depotDossiers)
  async onDossier(dossier: DepotDossier | null, { key }: MessageContext): Promise<void> {
    if (dossier) return this.takeUp(key);
    this.depots.delete(key);
    await this.bus.forget(headrooms, key);
  }

  /** Begins with what was told before, so that a new process starts from the last readings and not from the worst case. */
  private async takeUp(depot: string): Promise<void> {
    const dossier = this.tables.of(depotDossiers).get(depot);
    if (!dossier) return;
    const nowMs = this.clock.now();
    const memory = this.memoryOf(depot);
    memory.installed(dossier);
    for (const { id, buildingLoadKw, meterAt, evLoadAtMeterKw } of this.tables.of(headrooms).get(depot)?.connections ?? []) {
      if (buildingLoadKw === null || meterAt === null) continue;
      memory.connection(id).restore({ kw: buildingLoadKw, atMs: millisOf(meterAt) }, evLoadAtMeterKw);
    }
    for (const state of this.tables.of(socketStates).ofDepot(depot)) memory.socketHeard(state, nowMs);
    for (const state of this.tables.of(setpointStates).ofDepot(depot)) memory.socketTold(state, nowMs);
    return this.tell(depot, dossier.id);
  }

  /** Time alone changes headroom too: a meter falls silent, a piece of the capacity plan begins. */
  private async look(): Promise<void> {
    for (const [depot, memory] of this.depots) if (memory.changesAtMs <= this.clock.now()) await this.tell(depot);
  }

  private async watchAllMeters(): Promise<void> {
    for (const [depot, memory] of this.depots) await this.watchMeters(depot, memory);
  }

  private async tell(depot: string, causedBy?: string): Promise<void> {
    const dossier = this.tables.of(depotDossiers).get(depot);
    const memory = this.depots.get(depot);
    if (!dossier || !memory) return;
    const mode = this.tables.of(depotPlans).get(depot)?.options.mode ?? 'off';
    const capacity = this.tables.of(capacities).get(depot);
    const nowMs = this.clock.now();
    const picture = { dossier, mode, capacity, memory };
    const headroom = headroomOfDepot(picture, nowMs);
    const isTold = memory.isTold(headroom, nowMs);
    memory.changesAtMs = Math.min(headroomChangesAtMs(picture, nowMs), memory.repeatsAtMs);
    if (isTold) return;
    const message: DepotHeadroom = { ...headroom, id: newId(), at: instantOf(nowMs), causedBy };
    await this.bus.tell(headrooms, message);
  }

  private async watchMeters(depot: string, memory: DepotMemory): Promise<void> {
    const nowMs = this.clock.now();
    for (const { id, worstCaseLoadKw } of this.tables.of(depotDossiers).get(depot)?.connections ?? []) {
      const fault = meterFault(id, memory.meterReadAtMs(id), worstCaseLoadKw, nowMs);
      const subject = { depot, kind: 'meter-silent', subject: id };
      if (fault) await this.alarms.raise({ ...subject, ...fault });
      else await this.alarms.clear(subject);
    }
  }

  private memoryOf(depot: string): DepotMemory {
    const memory = this.depots.get(depot) ?? new DepotMemory(this.clock.now());
    this.depots.set(depot, memory);
    return memory;
  }
}

const depotOf = (path: string): string => path.slice(0, path.indexOf('.'));
