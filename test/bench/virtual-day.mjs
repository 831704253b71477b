// A day of the nine demo depots through the very services, in virtual time.
import { CapacityPlanModule } from '../../apps/capacity-plan/dist/index.js';
import { ControlModule } from '../../apps/control/dist/index.js';
import { CpStateModule } from '../../apps/cp-state/dist/index.js';
import { EvStateModule } from '../../apps/ev-state/dist/index.js';
import { HeadroomModule } from '../../apps/headroom/dist/index.js';
import { IngestModule } from '../../apps/ingest/dist/index.js';
import { OptimiserModule } from '../../apps/optimiser/dist/index.js';
import { PriorityModule } from '../../apps/priority/dist/index.js';
import { demoEstate, readingEvery, SimulatorModule, usualFaults } from '../../apps/simulator/dist/index.js';
import { depotDossiers, depotPlans } from '../../libs/contracts/dist/index.js';
import { EmbeddedBroker } from '../../libs/messaging/dist/index.js';
import { startInProcess, VirtualClock } from '../../libs/service-kit/dist/index.js';

const DAY_MS = 24 * 3_600_000;

export async function bench() {
  const clock = new VirtualClock(Date.parse('2026-11-23T00:00:00Z'));
  const broker = new EmbeddedBroker({ now: () => clock.now() });
  const estate = demoEstate();
  const simulator = SimulatorModule.forEstate({ estate, seed: 1, faults: usualFaults, meter: readingEvery(60_000) });
  const services = [
    IngestModule,
    CpStateModule,
    EvStateModule,
    CapacityPlanModule,
    HeadroomModule,
    PriorityModule,
    OptimiserModule.with(),
    ControlModule,
  ];
  const app = await startInProcess({ services, broker, clock });
  let messages = 0;
  let setpoints = 0;
  broker.watch((topic) => {
    messages++;
    if (topic === 'control.setpoints') setpoints++;
  });
  for (const { dossier, plans } of estate) {
    await broker.bus.tell(depotDossiers, dossier);
    await broker.bus.tell(depotPlans, plans);
  }
  const outside = await startInProcess({ services: [simulator], broker: broker.beside(), clock });
  const startedAt = performance.now();
  await clock.runUntil(clock.now() + DAY_MS, () => broker.idle());
  const seconds = (performance.now() - startedAt) / 1000;
  await outside.close();
  await app.close();
  return [
    { name: `a virtual day of nine depots, ${messages} messages, ${setpoints} setpoints`, figure: seconds, unit: 's', target: '< 60 s' },
    { name: 'messages a second through the services', figure: messages / seconds, unit: '/s' },
  ];
}
