import { CapacityPlanModule } from '../../apps/capacity-plan/dist/index.js';
import { ControlModule } from '../../apps/control/dist/index.js';
import { CpStateModule } from '../../apps/cp-state/dist/index.js';
import { EvStateModule } from '../../apps/ev-state/dist/index.js';
import { HeadroomModule } from '../../apps/headroom/dist/index.js';
import { IngestModule } from '../../apps/ingest/dist/index.js';
import { OptimiserModule } from '../../apps/optimiser/dist/index.js';
import { PriorityModule } from '../../apps/priority/dist/index.js';

/** Every service between a plug and its setpoint. */
export const depotServices = () => [
  IngestModule,
  CpStateModule,
  EvStateModule,
  CapacityPlanModule,
  HeadroomModule,
  PriorityModule,
  OptimiserModule.with(),
  ControlModule,
];
