import { depotDossiers, depotPlans, headrooms, priorities, setpointStates, socketStates } from '@headroom/contracts';
import { type Allocator, firstSoundOf, slicesAllocator } from '@headroom/domain';
import { Messaging } from '@headroom/messaging';
import { type DynamicModule, Module } from '@nestjs/common';
import { ALLOCATOR } from './allocator-token';
import { OptimiserService } from './optimiser.service';

/** Ends in the emergency pass, never in nothing. */
const usualAllocator = firstSoundOf(slicesAllocator);

@Module({
  imports: [Messaging.forService('optimiser', { own: [depotDossiers, depotPlans, headrooms, priorities, socketStates, setpointStates] })],
  controllers: [OptimiserService],
})
// biome-ignore lint/complexity/noStaticOnlyClass: Nest wants a class
export class OptimiserModule {
  static with(allocator: Allocator = usualAllocator): DynamicModule {
    return { module: OptimiserModule, providers: [{ provide: ALLOCATOR, useValue: allocator }] };
  }
}
