import { runService } from '@headroom/service-kit';
import { config } from './config';
import { IngestModule } from './ingest.module';

void runService({ name: 'ingest', config, module: () => IngestModule });
