import { lpAllocator, slicesAllocator } from '@headroom/domain';
import { runService } from '@headroom/service-kit';
import { config } from './config';
import { OptimiserModule } from './optimiser.module';

void runService({
  name: 'optimiser',
  config,
  module: ({ HEADROOM_ALLOCATOR }) => OptimiserModule.with(HEADROOM_ALLOCATOR === 'lp' ? lpAllocator : slicesAllocator),
});
