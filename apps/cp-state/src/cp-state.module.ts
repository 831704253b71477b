import { alarms, depotDossiers, socketStates } from '@headroom/contracts';
import { Messaging } from '@headroom/messaging';
import { Module } from '@nestjs/common';
import { CpStateService } from './cp-state.service';

@Module({
  imports: [Messaging.forService('cp-state', { own: [depotDossiers, socketStates, alarms] })],
  controllers: [CpStateService],
})
export class CpStateModule {}
