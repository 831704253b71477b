import { alarms, depotDossiers, depotPlans, headrooms, setpointStates, socketStates } from '@headroom/contracts';
import { Messaging } from '@headroom/messaging';
import { Module } from '@nestjs/common';
import { ControlService } from './control.service';
import { ControlAlarms } from './control-alarms';

@Module({
  imports: [Messaging.forService('control', { own: [depotDossiers, depotPlans, headrooms, socketStates, setpointStates, alarms] })],
  controllers: [ControlService],
  providers: [ControlAlarms],
})
export class ControlModule {}
