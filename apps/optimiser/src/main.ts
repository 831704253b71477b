import { type Allocator, lpAllocator, slicesAllocator } from '@headroom/domain';
import { runService } from '@headroom/service-kit';
import { config } from './config';
import { OptimiserModule } from './optimiser.module';

/** undefined: the usual one, which follows the plan. */
const allocators: Record<'plan' | 'slices' | 'lp', Allocator | undefined> = { plan: undefined, slices: slicesAllocator, lp: lpAllocator };

void runService({
  name: 'optimiser',
  config,
  module: ({ HEADROOM_ALLOCATOR }) => OptimiserModule.with(allocators[HEADROOM_ALLOCATOR], 'worker'),
});
