export { config } from './config';
export { ControlModule } from './control.module';
