import { runService } from '@headroom/service-kit';
import { CapacityPlanModule } from './capacity-plan.module';
import { config } from './config';

void runService({ name: 'capacity-plan', config, module: () => CapacityPlanModule });
