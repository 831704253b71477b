export { config } from './config';
export { CpStateModule } from './cp-state.module';
