import { alarms, depotDossiers, depotPlans, socketStates, vehicleStates } from '@headroom/contracts';
import { Messaging } from '@headroom/messaging';
import { Module } from '@nestjs/common';
import { EvStateService } from './ev-state.service';

@Module({
  imports: [Messaging.forService('ev-state', { own: [depotDossiers, depotPlans, socketStates, vehicleStates, alarms] })],
  controllers: [EvStateService],
})
export class EvStateModule {}
