export { config } from './config';
export { EvStateModule } from './ev-state.module';
