export { config } from './config';
export { registryLayout } from './database/registry-layout';
export { Estate, type EstateDepot } from './estate/estate';
export { RegistryModule } from './registry.module';
