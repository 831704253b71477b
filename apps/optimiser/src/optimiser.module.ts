import {
  capacities,
  depotDossiers,
  depotHabits,
  depotPlans,
  headrooms,
  priorities,
  setpointStates,
  socketStates,
} from '@headroom/contracts';
import { type Allocator, fastTick, firstSoundOf, orProposed, slicesAllocator, tickAllocatorWith } from '@headroom/domain';
import { Messaging } from '@headroom/messaging';
import { type DynamicModule, Module } from '@nestjs/common';
import { ALLOCATOR } from './allocator-token';
import { DecisionKeeper } from './decision-keeper';
import { Depots } from './depots';
import { ExactTick } from './exact-tick';
import { HabitKeeper } from './habit-keeper';
import { OptimiserService } from './optimiser.service';
import { PlanKeeper } from './plan-keeper';
import { InProcessPlanning } from './planning/in-process-planning';
import { Planning } from './planning/planning';
import { WorkerPlanning } from './planning/worker-planning';

const byPlan = orProposed(firstSoundOf(tickAllocatorWith(fastTick), slicesAllocator));
const byShares = firstSoundOf(slicesAllocator);

/** By the plan where it has something to say, and where it has not by equal shares among equals. Both end in the emergency pass, never in nothing. */
const usualAllocator: Allocator = {
  id: 'by plan or by shares',
  allocate: (problem) => (problem.sockets.some(({ targetA }) => targetA != null) ? byPlan : byShares).allocate(problem),
};

@Module({
  imports: [
    Messaging.forService('optimiser', {
      own: [depotDossiers, depotPlans, capacities, headrooms, priorities, socketStates, setpointStates, depotHabits],
    }),
  ],
  controllers: [OptimiserService],
  providers: [Depots, HabitKeeper, PlanKeeper, DecisionKeeper, ExactTick],
})
// biome-ignore lint/complexity/noStaticOnlyClass: Nest wants a class
export class OptimiserModule {
  /** @param where plans are made: `here` keeps virtual time the same at every run, `worker` lets nothing wait for them. */
  static with(allocator: Allocator = usualAllocator, where: 'here' | 'worker' | Planning = 'here'): DynamicModule {
    return {
      module: OptimiserModule,
      providers: [
        { provide: ALLOCATOR, useValue: allocator },
        { provide: Planning, useFactory: () => planningAt(where) },
      ],
    };
  }
}

function planningAt(where: 'here' | 'worker' | Planning): Planning {
  if (where === 'worker') return new WorkerPlanning();
  return where === 'here' ? new InProcessPlanning() : where;
}
