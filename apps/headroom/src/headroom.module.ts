import { alarms, capacities, depotDossiers, depotPlans, headrooms, setpointStates, socketStates } from '@headroom/contracts';
import { Messaging } from '@headroom/messaging';
import { Module } from '@nestjs/common';
import { HeadroomService } from './headroom.service';

@Module({
  imports: [
    Messaging.forService('headroom', { own: [depotDossiers, depotPlans, capacities, socketStates, setpointStates, headrooms, alarms] }),
  ],
  controllers: [HeadroomService],
})
export class HeadroomModule {}
