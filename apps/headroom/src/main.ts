import { runService } from '@headroom/service-kit';
import { config } from './config';
import { HeadroomModule } from './headroom.module';

void runService({ name: 'headroom', config, module: () => HeadroomModule });
