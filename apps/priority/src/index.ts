export { config } from './config';
export { PriorityModule } from './priority.module';
