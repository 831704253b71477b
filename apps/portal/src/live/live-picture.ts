import {
  alarms,
  type ChargingPlan,
  capacities,
  chargingPlans,
  type DepotCapacity,
  depotDossiers,
  depotPlans,
  headrooms,
  priorities,
  setpointStates,
  socketStates,
  vehicleStates,
} from '@headroom/contracts';
import { Tables } from '@headroom/messaging';
import { Clock, instantOf, problem } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import { RecentFacts } from '../recent/recent-facts';
import type { OverviewRow, StateAnswer } from './answers';
import { type DepotRows, depotState, overviewOf } from './depot-state';

/** The tables that the portal reads whole, of every depot. */
export const PORTAL_TABLES = [
  depotDossiers,
  depotPlans,
  socketStates,
  vehicleStates,
  priorities,
  capacities,
  chargingPlans,
  headrooms,
  setpointStates,
  alarms,
];

/** What is known of the depots now, gathered from the tables. A depot exists while the registry's dossier of it does. */
@Injectable()
export class LivePicture {
  constructor(
    private readonly tables: Tables,
    private readonly recent: RecentFacts,
    private readonly clock: Clock,
  ) {}

  now(): string {
    return instantOf(this.clock.now());
  }

  /** Every depot's id, by name. */
  depots(): string[] {
    return [...this.tables.of(depotDossiers).depots()].sort();
  }

  /** @throws Problem 404 for a depot that does not exist. */
  rows(depot: string): DepotRows {
    const dossier = this.tables.of(depotDossiers).get(depot);
    if (!dossier) throw problem(404, 'No such depot', `There is no depot ${depot}.`);
    return {
      dossier,
      plans: this.tables.of(depotPlans).get(depot),
      headroom: this.tables.of(headrooms).get(depot),
      priorities: this.tables.of(priorities).get(depot),
      sockets: this.tables.of(socketStates).ofDepot(depot),
      vehicles: this.tables.of(vehicleStates).ofDepot(depot),
      setpoints: this.tables.of(setpointStates).ofDepot(depot),
      alarms: this.tables.of(alarms).ofDepot(depot),
      allocation: this.recent.decisions.latest(depot),
    };
  }

  state(depot: string): StateAnswer {
    return depotState(this.rows(depot), this.clock.now());
  }

  overview(depots: readonly string[]): OverviewRow[] {
    return depots.map((depot) => overviewOf(this.rows(depot), this.clock.now()));
  }

  capacity(depot: string): DepotCapacity | undefined {
    this.rows(depot);
    return this.tables.of(capacities).get(depot);
  }

  chargingPlan(depot: string): ChargingPlan | undefined {
    this.rows(depot);
    return this.tables.of(chargingPlans).get(depot);
  }
}
