import { runService } from '@headroom/service-kit';
import { config } from './config';
import { demoEstate } from './estate/demo-estate';
import { usualFaults } from './faults';
import { readingEvery } from './meter/meter-setting';
import { SimulatorModule } from './simulator.module';

const SEED = 1;
const METER_PERIOD_MS = 10_000;

void runService({
  name: 'simulator',
  config,
  module: () =>
    SimulatorModule.forEstate({
      estate: demoEstate(),
      seed: SEED,
      faults: { ...usualFaults, meterGaps: false },
      meter: readingEvery(METER_PERIOD_MS),
    }),
});
