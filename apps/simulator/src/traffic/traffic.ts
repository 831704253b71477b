import type { Clock } from '@headroom/service-kit';
import type { DepotEstate } from '../estate/depot-estate';
import type { Faults } from '../faults';
import type { Outside } from '../outside';
import type { Yard } from './yard';

/** What simulated vans live in. */
export interface World {
  readonly clock: Clock;
  readonly outside: Outside;
  readonly seed: number;
  readonly faults: Faults;
  readonly telematicsEveryMs: number;
}

/** What brings vans to a depot and takes them away. */
export interface Traffic {
  start(): void;
  stop(): void;
}

export type TrafficOf = (estate: DepotEstate, yard: Yard, world: World) => Traffic;
