export { CapacityPlanModule } from './capacity-plan.module';
export { config } from './config';
