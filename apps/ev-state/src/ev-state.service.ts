import {
  type DepotDossier,
  type DepotPlans,
  depotDossiers,
  depotPlans,
  type SocketState,
  socketStates,
  type Telematics,
  telematics,
  type VehicleState,
  vehicleStates,
} from '@headroom/contracts';
import { Bus, Handles, type MessageContext, Service, Tables } from '@headroom/messaging';
import { AlarmBook, type Cancel, Clock, instantOf, newId } from '@headroom/service-kit';
import type { OnModuleDestroy } from '@nestjs/common';
import { DepotVehicles } from './depot-vehicles';
import { isNews } from './truth/is-news';
import { silenceInWords, silenceOf } from './truth/silence';
import { vehicleRow } from './truth/vehicle-row';
import { changed } from './truth/vehicle-truth';

/** How soon a silence, or a departure that has passed, is noticed. */
const LOOK_EVERY_MS = 30_000;

/** The latest truth of each van. */
@Service('ev-state')
export class EvStateService implements OnModuleDestroy {
  private readonly depots = new Map<string, DepotVehicles>();
  private readonly alarms: AlarmBook;
  private readonly stopLooking: Cancel;

  constructor(
    private readonly bus: Bus,
    private readonly tables: Tables,
    private readonly clock: Clock,
  ) {
    this.alarms = new AlarmBook(bus, tables, clock);
    tables.eachDepot(
      (depot) => this.takeUp(depot),
      (depot) => this.depots.delete(depot),
    );
    this.stopLooking = clock.every(LOOK_EVERY_MS, () => this.look());
  }

  onModuleDestroy(): void {
    this.stopLooking();
  }

  @Handles(telematics)
  async onTelematics(message: Telematics): Promise<void> {
    const depot = this.depots.get(message.depot);
    if (!depot) return;
    const concerned = depot.telematicsSays(message);
    for (const vehicle of concerned) await this.noticeSilence(depot, vehicle);
    await this.tell(depot, concerned, message.id);
  }

  @Handles(socketStates)
  async onSocket(state: SocketState | null, { key }: MessageContext): Promise<void> {
    const depot = this.depots.get(key.slice(0, key.indexOf('.')));
    if (!depot) return;
    const concerned = depot.socketSays(key, state);
    // Who has left is not missed any more.
    if (!state?.plugged) for (const vehicle of concerned) await this.noticeSilence(depot, vehicle);
    await this.tell(depot, concerned, state?.id);
  }

  @Handles(depotPlans)
  async onPlans(plans: DepotPlans | null, { key }: MessageContext): Promise<void> {
    const depot = this.depots.get(key);
    if (!depot) return;
    depot.plans = plans ?? undefined;
    await this.tell(depot, depot.truths.keys(), plans?.id);
  }

  @Handles(depotDossiers)
  async onDossier(dossier: DepotDossier | null, { key }: MessageContext): Promise<void> {
    const depot = this.depots.get(key);
    if (dossier === null) {
      this.depots.delete(key);
      return this.forget(this.tables.of(vehicleStates).ofDepot(key));
    }
    if (!depot) return this.takeUp(key);
    const gone = depot.refit(dossier);
    await this.forget(gone.flatMap((vehicle) => this.tables.of(vehicleStates).get(vehicle) ?? []));
    await this.tell(depot, depot.truths.keys(), dossier.id);
  }

  private async takeUp(key: string): Promise<void> {
    const dossier = this.tables.of(depotDossiers).get(key);
    if (!dossier) return;
    const depot = new DepotVehicles(dossier, this.tables.of(depotPlans).get(key));
    const rows = this.tables.of(vehicleStates).ofDepot(key);
    depot.begin(rows, this.tables.of(socketStates).ofDepot(key), this.clock.now());
    this.depots.set(key, depot);
    await this.forget(rows.filter(({ vehicle }) => !depot.truths.has(vehicle)));
    await this.tell(depot, depot.truths.keys());
  }

  private async forget(rows: Iterable<VehicleState>): Promise<void> {
    for (const { depot, vehicle } of rows) {
      await this.bus.forget(vehicleStates, vehicle);
      await this.alarms.clear(aboutSilence(depot, vehicle));
    }
  }

  /** Time alone changes things too: a departure passes, a van falls silent. */
  private async look(): Promise<void> {
    const nowMs = this.clock.now();
    for (const depot of this.depots.values()) {
      const differing: string[] = [];
      for (const [vehicle, truth] of depot.truths) {
        const looked = depot.lookedAhead(vehicle, nowMs);
        const isNoticed = silenceOf(truth, nowMs) === truth.silence;
        if (!isNoticed) await this.noticeSilence(depot, vehicle);
        if (!isNoticed || looked !== truth) differing.push(vehicle);
      }
      if (differing.length > 0) await this.tell(depot, differing);
    }
  }

  /** Raises or clears the alarm of a van, where anything changed. */
  private async noticeSilence(depot: DepotVehicles, vehicle: string): Promise<void> {
    const truth = depot.truths.get(vehicle);
    if (!truth) return;
    const silence = silenceOf(truth, this.clock.now());
    if (silence === truth.silence) return;
    const about = aboutSilence(depot.dossier.depot, vehicle);
    if (silence === null) await this.alarms.clear(about);
    else await this.alarms.raise({ ...about, level: silence, detail: silenceInWords(truth.vehicle, truth.heardMs ?? 0) });
    // Only now, so that an alarm that could not be told is tried again.
    const now = depot.truths.get(vehicle);
    if (now) depot.truths.set(vehicle, changed(now, { silence }));
  }

  private async tell(depot: DepotVehicles, vehicles: Iterable<string>, causedBy?: string): Promise<void> {
    const nowMs = this.clock.now();
    const rows: VehicleState[] = [];
    for (const vehicle of vehicles) {
      const truth = depot.lookedAhead(vehicle, nowMs);
      if (!truth) continue;
      const row = vehicleRow(truth);
      if (isNews(truth.told, row)) rows.push({ ...row, id: newId(), at: instantOf(nowMs), causedBy });
    }
    if (rows.length === 0) return;
    await this.bus.tell(vehicleStates, ...rows);
    for (const told of rows) {
      const truth = depot.truths.get(told.vehicle);
      if (truth) depot.truths.set(told.vehicle, changed(truth, { told }));
    }
  }
}

const aboutSilence = (depot: string, vehicle: string) => ({
  depot,
  kind: 'telematics-silent',
  subject: vehicle.slice(vehicle.indexOf('.') + 1),
});
