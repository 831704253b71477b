import { capacities, type DepotDossier, type DepotPlans, depotDossiers, depotPlans } from '@headroom/contracts';
import { CAPACITY_HORIZON_MS, capacityPieces } from '@headroom/domain';
import { Bus, Handles, Service, Tables } from '@headroom/messaging';
import { Clock, instantOf, newId } from '@headroom/service-kit';

/** The horizon moves on with the half-hours of the profiles. */
const ROLL_EVERY_MS = 30 * 60_000;

/** What each connection of a depot allows, piece by piece, over the next two days. */
@Service('capacity-plan')
export class CapacityPlanService {
  constructor(
    private readonly bus: Bus,
    private readonly tables: Tables,
    private readonly clock: Clock,
  ) {
    tables.whenWhole((depots) => this.tellAll(depots));
    clock.every(ROLL_EVERY_MS, () => this.tellAll(this.tables.of(depotDossiers).depots()));
  }

  @Handles(depotDossiers)
  onDossier(message: DepotDossier | null, { key }: { key: string }): Promise<void> {
    return message ? this.tell(message, message.id) : this.bus.forget(capacities, key);
  }

  @Handles(depotPlans)
  async onPlans(message: DepotPlans | null, { key }: { key: string }): Promise<void> {
    const dossier = this.tables.of(depotDossiers).get(key);
    if (dossier) await this.tell(dossier, message?.id);
  }

  /** @throws what the first that failed threw; the others are told all the same. */
  private async tellAll(depots: readonly string[]): Promise<void> {
    const failures: unknown[] = [];
    for (const depot of depots) {
      const dossier = this.tables.of(depotDossiers).get(depot);
      if (dossier) await this.tell(dossier).catch((error) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  private async tell(dossier: DepotDossier, causedBy?: string): Promise<void> {
    // no connections, nothing to plan: the schema asks for pieces only of connections that exist
    const nowMs = this.clock.now();
    const plans = this.tables.of(depotPlans).get(dossier.depot);
    const plan = capacityPieces({
      connections: dossier.connections,
      profiledConnections: plans?.profiledConnections ?? [],
      tariff: plans?.tariff ?? null,
      turnDowns: [],
      options: plans?.options ?? { profiledConnection: false, flexibility: false, tariff: false },
      zone: dossier.timezone,
      fromMs: nowMs,
      untilMs: nowMs + CAPACITY_HORIZON_MS,
    });
    await this.bus.tell(capacities, {
      id: newId(),
      at: instantOf(nowMs),
      causedBy,
      depot: dossier.depot,
      connections: plan.map(({ id, pieces }) => ({
        id,
        pieces: pieces.map(({ fromMs, untilMs, kw, boundBy }) => ({ from: instantOf(fromMs), until: instantOf(untilMs), kw, boundBy })),
      })),
    });
  }
}
