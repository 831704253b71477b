import { runService } from '@headroom/service-kit';
import { config } from './config';
import { ControlModule } from './control.module';

void runService({ name: 'control', config, module: () => ControlModule });
