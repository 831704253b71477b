import { capacities, depotDossiers, depotPlans, headrooms, priorities, setpointStates, socketStates } from '@headroom/contracts';
import type { Tables } from '@headroom/messaging';
import type { DepotMemory } from './depot-memory';
import type { PlanFacts } from './outlook-of';

/** The latest rows of a depot; null where it does not exist, or is off. */
export function factsOf(tables: Tables, depot: string, memory: DepotMemory, nowMs: number): PlanFacts | null {
  const dossier = tables.of(depotDossiers).get(depot);
  const plans = tables.of(depotPlans).get(depot);
  if (!dossier || !plans || plans.options.mode === 'off') return null;
  return {
    dossier,
    plans,
    memory,
    nowMs,
    steady: memory.steady,
    headroom: tables.of(headrooms).get(depot),
    capacity: tables.of(capacities).get(depot),
    priorities: tables.of(priorities).get(depot),
    socketState: (socket) => tables.of(socketStates).get(socket),
    setpointState: (socket) => tables.of(setpointStates).get(socket),
  };
}
