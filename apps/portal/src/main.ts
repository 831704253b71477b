import { runService } from '@headroom/service-kit';
import { config } from './config';
import { PortalModule } from './portal.module';

void runService({
  name: 'portal',
  config,
  module: ({ HEADROOM_ADMIN_PASSWORD, REGISTRY_URL, INGEST_URL }) =>
    PortalModule.with({ adminPassword: HEADROOM_ADMIN_PASSWORD, upstreams: { registry: REGISTRY_URL, ingest: INGEST_URL } }),
});
