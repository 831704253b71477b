import { depotDossiers, depotPlans, headrooms, priorities, setpointStates, socketStates } from '@headroom/contracts';
import { Messaging } from '@headroom/messaging';
import { Module } from '@nestjs/common';
import { OptimiserService } from './optimiser.service';

@Module({
  imports: [Messaging.forService('optimiser', { own: [depotDossiers, depotPlans, headrooms, priorities, socketStates, setpointStates] })],
  controllers: [OptimiserService],
})
export class OptimiserModule {}
