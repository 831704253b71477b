import {
  capacities,
  chargingPlans,
  type DepotCapacity,
  type DepotDossier,
  type DepotHeadroom,
  type DepotPriorities,
  depotDossiers,
  depotHabits,
  depotPlans,
  headrooms,
  priorities,
  type SocketState,
  setpointStates,
  socketStates,
} from '@headroom/contracts';
import { Bus, Handles, type MessageContext, Service } from '@headroom/messaging';
import { Clock } from '@headroom/service-kit';
import { DecisionKeeper } from './decision-keeper';
import { Depots, depotOf } from './depots';
import { PlanKeeper } from './plan-keeper';

/** Hears what a depot's plan and its amps rest on, and has both made anew where it matters. */
@Service('optimiser')
export class OptimiserService {
  constructor(
    private readonly bus: Bus,
    private readonly depots: Depots,
    private readonly plans: PlanKeeper,
    private readonly decisions: DecisionKeeper,
    private readonly clock: Clock,
  ) {
    depots.each(
      (depot) => this.begin(depot),
      (depot) => this.drop(depot),
    );
  }

  @Handles(depotDossiers)
  async onDossier(message: DepotDossier | null, { key }: MessageContext): Promise<void> {
    if (message) return this.begin(key);
    this.drop(key);
    for (const kept of [depotHabits, chargingPlans]) await this.bus.forget(kept, key);
  }

  @Handles(depotPlans)
  onPlans(_message: object | null, { key }: MessageContext): void {
    this.decisions.tellAnew(key);
    this.begin(key);
  }

  @Handles(capacities)
  onCapacity(capacity: DepotCapacity | null, { key }: MessageContext): void {
    if (capacity && this.depots.memoryOf(key).hearCapacity(capacity, this.clock.now())) this.plans.planSoon(key);
  }

  @Handles(headrooms)
  onHeadroom(headroom: DepotHeadroom | null, { key }: MessageContext): void {
    const isChange = this.depots.memoryOf(key).hearHeadroom(headroom, this.depots.dossierOf(key), this.clock.now());
    if (isChange) this.decisions.decideSoon(key);
  }

  @Handles(priorities)
  onPriorities(ranks: DepotPriorities | null, { key }: MessageContext): void {
    this.decisions.decideSoon(key);
    if (ranks && this.depots.memoryOf(key).hearPriorities(ranks, this.clock.now())) this.plans.planSoon(key);
  }

  @Handles(socketStates)
  onSocket(state: SocketState | null, { key }: MessageContext): void {
    this.depots.look(key);
    if (state && this.depots.memoryOf(state.depot).hearSocket(state, this.clock.now())) this.plans.planSoon(state.depot);
  }

  @Handles(setpointStates)
  onSetpointState(_message: object | null, { key }: MessageContext): void {
    this.depots.look(key);
    this.decisions.decideSoon(depotOf(key));
  }

  private begin(depot: string): void {
    this.plans.planAnew(depot);
    this.decisions.decideSoon(depot);
  }

  private drop(depot: string): void {
    this.plans.drop(depot);
    this.decisions.drop(depot);
    this.depots.forget(depot);
  }
}
