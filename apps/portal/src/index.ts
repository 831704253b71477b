export { config } from './config';
export { PortalModule } from './portal.module';
export type { PortalOptions } from './portal-options';
