import { runService } from '@headroom/service-kit';
import { config } from './config';
import { PriorityModule } from './priority.module';

void runService({ name: 'priority', config, module: () => PriorityModule });
