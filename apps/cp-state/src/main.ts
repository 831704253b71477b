import { runService } from '@headroom/service-kit';
import { config } from './config';
import { CpStateModule } from './cp-state.module';

void runService({ name: 'cp-state', config, module: () => CpStateModule });
