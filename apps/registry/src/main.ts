import { runService } from '@headroom/service-kit';
import { config } from './config';
import { RegistryModule } from './registry.module';

void runService({
  name: 'registry',
  config,
  module: ({ DATABASE_URL, HEADROOM_ESTATE }) => RegistryModule.over({ url: DATABASE_URL }, HEADROOM_ESTATE),
});
