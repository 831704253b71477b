import { CapacityPlanModule } from '@headroom/capacity-plan';
import { depotDossiers, depotPlans, setpoints } from '@headroom/contracts';
import { ControlModule } from '@headroom/control';
import { CpStateModule } from '@headroom/cp-state';
import type { Allocator } from '@headroom/domain';
import { EvStateModule } from '@headroom/ev-state';
import { HeadroomModule } from '@headroom/headroom';
import { IngestModule } from '@headroom/ingest';
import { EmbeddedBroker } from '@headroom/messaging';
import { OptimiserModule } from '@headroom/optimiser';
import { PriorityModule } from '@headroom/priority';
import { seedIds, startInProcess, VirtualClock } from '@headroom/service-kit';
import { Simulator, SimulatorModule } from '@headroom/simulator';
import type { SimulatedOutside } from './simulated-outside';
import type { TrialCase } from './trial-case';

/** The services that decide. The registry's part, telling the depot, is the trial's own; the portal has nobody to show anything to. */
const services = [IngestModule, CpStateModule, EvStateModule, CapacityPlanModule, HeadroomModule, PriorityModule, ControlModule];

/** The system is up before the first van comes. */
const SETTLE_MS = 5 * 60_000;
const STEP_MS = 15 * 60_000;

/** Runs the very services in virtual time, all on one embedded broker. Answers how many setpoints went out. */
export const runManaged = async (
  trial: TrialCase,
  outside: SimulatedOutside,
  allocator: Allocator | undefined,
  onProgress: (share: number) => void,
): Promise<{ setpointCount: number }> => {
  const { fromMs, untilMs } = trial.days;
  const clock = new VirtualClock(fromMs - SETTLE_MS);
  const broker = new EmbeddedBroker({ now: () => clock.now() });
  seedIds(trial.seed);
  let setpointCount = 0;
  const stopWatching = broker.watch((topic) => {
    if (topic === setpoints.name) setpointCount++;
  });
  const parts = [...services, OptimiserModule.with(allocator), SimulatorModule.forEstate(outside.settings)];
  const app = await startInProcess({ services: parts, broker, clock });
  try {
    await broker.bus.tell(depotDossiers, trial.depot.estate.dossier);
    await broker.bus.tell(depotPlans, trial.depot.estate.plans);
    await clock.runUntil(clock.now() + 1_000, () => broker.idle());
    app.get(Simulator, { strict: false }).start();
    for (let atMs = fromMs; atMs < untilMs + STEP_MS; atMs += STEP_MS) {
      await clock.runUntil(Math.min(atMs, untilMs + 1), () => broker.idle());
      onProgress(Math.min(1, (atMs - fromMs) / (untilMs - fromMs)));
    }
  } finally {
    stopWatching();
    await app.close();
  }
  return { setpointCount };
};
