export { config } from './config';
export { OptimiserModule } from './optimiser.module';
