export { config } from './config';
export { HeadroomModule } from './headroom.module';
