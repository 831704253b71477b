import { depotDossiers, depotPlans } from '@headroom/contracts';
import { Messaging } from '@headroom/messaging';
import { Module } from '@nestjs/common';
import { CapacityPlanService } from './capacity-plan.service';

@Module({
  imports: [Messaging.forService('capacity-plan', { own: [depotDossiers, depotPlans] })],
  controllers: [CapacityPlanService],
})
export class CapacityPlanModule {}
