import { alarms, depotDossiers, depotPlans, priorities, socketStates, vehicleStates } from '@headroom/contracts';
import { Messaging } from '@headroom/messaging';
import { Module } from '@nestjs/common';
import { PriorityService } from './priority.service';

@Module({
  imports: [Messaging.forService('priority', { own: [depotDossiers, depotPlans, socketStates, vehicleStates, priorities, alarms] })],
  controllers: [PriorityService],
})
export class PriorityModule {}
