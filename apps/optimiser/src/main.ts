import { slicesAllocator } from '@headroom/domain';
import { runService } from '@headroom/service-kit';
import { config } from './config';
import { OptimiserModule } from './optimiser.module';
import { WorkerPlanning } from './planning/worker-planning';
import { requireHighs } from './solvers/highs-solver';

void runService({
  name: 'optimiser',
  config,
  module: ({ HEADROOM_ALLOCATOR, HEADROOM_SOLVER }) => {
    if (HEADROOM_SOLVER === 'highs') requireHighs();
    const allocator = HEADROOM_ALLOCATOR === 'slices' ? slicesAllocator : undefined;
    return OptimiserModule.with(allocator, new WorkerPlanning({ solver: HEADROOM_SOLVER }));
  },
});
