import { runService } from '@headroom/service-kit';
import { config } from './config';
import { OptimiserModule } from './optimiser.module';

void runService({ name: 'optimiser', config, module: () => OptimiserModule });
