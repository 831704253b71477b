import { runService } from '@headroom/service-kit';
import { config } from './config';
import { EvStateModule } from './ev-state.module';

void runService({ name: 'ev-state', config, module: () => EvStateModule });
