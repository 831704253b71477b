import {
  capacities,
  type DepotDossier,
  depotDossiers,
  depotPlans,
  headrooms,
  priorities,
  setpointStates,
  socketStates,
} from '@headroom/contracts';
import { Tables } from '@headroom/messaging';
import { Clock } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import { DepotMemory } from './depot-memory';
import type { PlanFacts } from './outlook-of';
import { socketIn } from './socket-in';

/** The depots of this process: the latest rows of each, and what is kept beside them. */
@Injectable()
export class Depots {
  private readonly memories = new Map<string, DepotMemory>();

  constructor(
    private readonly tables: Tables,
    private readonly clock: Clock,
  ) {}

  all(): readonly string[] {
    return this.tables.of(depotDossiers).depots();
  }

  /** @param begin with each depot that this process is given, and @param drop each one that it loses. */
  each(begin: (depot: string) => void, drop: (depot: string) => void): void {
    this.tables.eachDepot(begin, drop);
  }

  memoryOf(depot: string): DepotMemory {
    const memory = this.memories.get(depot) ?? new DepotMemory();
    this.memories.set(depot, memory);
    return memory;
  }

  forget(depot: string): void {
    this.memories.delete(depot);
  }

  dossierOf(depot: string): DepotDossier | undefined {
    return this.tables.of(depotDossiers).get(depot);
  }

  /** The setpoint that a socket was last told, A; 0: none. */
  toldA(socket: string): number | null {
    return this.tables.of(setpointStates).get(socket)?.toldA ?? null;
  }

  /** All that a decision or a plan rests on now; null where the depot does not exist, or is off. */
  factsOf(depot: string): PlanFacts | null {
    const { tables } = this;
    const dossier = this.dossierOf(depot);
    const plans = tables.of(depotPlans).get(depot);
    if (!dossier || !plans || plans.options.mode === 'off') return null;
    const memory = this.memoryOf(depot);
    return {
      dossier,
      plans,
      memory,
      nowMs: this.clock.now(),
      steady: memory.steady,
      headroom: tables.of(headrooms).get(depot),
      capacity: tables.of(capacities).get(depot),
      priorities: tables.of(priorities).get(depot),
      socketState: (socket) => tables.of(socketStates).get(socket),
      setpointState: (socket) => tables.of(setpointStates).get(socket),
    };
  }

  /** Takes a look at what a socket makes of what it was told. */
  look(id: string): void {
    const depot = depotOf(id);
    const state = this.tables.of(socketStates).get(id);
    const dossier = this.dossierOf(depot);
    const socket = dossier && socketIn(dossier, id);
    if (state && socket) this.memoryOf(depot).steady.hearSocket(socket, state, this.tables.of(setpointStates).get(id), this.clock.now());
  }
}

/** The first step of a path. */
export const depotOf = (path: string): string => path.slice(0, path.indexOf('.'));
