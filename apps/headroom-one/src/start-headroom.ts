import { CapacityPlanModule } from '@headroom/capacity-plan';
import { ControlModule } from '@headroom/control';
import { CpStateModule } from '@headroom/cp-state';
import { EvStateModule } from '@headroom/ev-state';
import { HeadroomModule } from '@headroom/headroom';
import { IngestModule } from '@headroom/ingest';
import { EmbeddedBroker } from '@headroom/messaging';
import { OptimiserModule } from '@headroom/optimiser';
import { PortalModule } from '@headroom/portal';
import { PriorityModule } from '@headroom/priority';
import { Estate, RegistryModule } from '@headroom/registry';
import { createLogger, NestLogger, ScaledClock, SystemClock, startProcess, stopOnSignal } from '@headroom/service-kit';
import { demoEstate, readingEvery, Simulator, SimulatorModule, usualFaults } from '@headroom/simulator';
import { collectDefaultMetrics } from 'prom-client';
import { firstSetpoints } from './first-setpoints';
import type { Options } from './options';
import { tokenSecretOf } from './token-secret';

const METER_PERIOD_MS = 10_000;

/** Starts every service in this process, and says when the first setpoints have gone out. */
export async function startHeadroom(options: Options): Promise<void> {
  const clock = options.speed === 1 ? new SystemClock() : new ScaledClock(options.speed);
  const broker = new EmbeddedBroker({ now: () => clock.now() });
  const isReady = options.empty ? Promise.resolve() : firstSetpoints(broker);
  collectDefaultMetrics();
  const app = await startProcess({
    services: [...services(options), ...(options.empty ? [] : [outside()])],
    broker,
    clock,
    tokenSecret: await tokenSecretOf(options.dataDir),
    port: options.port,
    logger: new NestLogger(createLogger('headroom-one', options.logLevel)),
  });
  stopOnSignal(app);
  if (!options.empty) {
    const estate = app.get(Estate, { strict: false });
    if (await estate.isEmpty()) await estate.importEstate(demoEstate());
    app.get(Simulator, { strict: false }).start();
  }
  await isReady;
  announce(options, await app.getUrl());
}

/** In the order that data flows. */
const services = ({ dataDir, adminPassword }: Options) => [
  IngestModule,
  RegistryModule.over({ dataDir }),
  CpStateModule,
  EvStateModule,
  CapacityPlanModule,
  HeadroomModule,
  PriorityModule,
  OptimiserModule.with(undefined, 'worker'),
  ControlModule,
  PortalModule.with({ adminPassword }),
];

/** Chargers, vans and meters that are not there; they start once the registry knows their depots. A demonstration is not begun in an hour that its recording lacks. */
const outside = () =>
  SimulatorModule.forEstate({
    estate: demoEstate(),
    seed: 1,
    faults: { ...usualFaults, meterGaps: false },
    meter: readingEvery(METER_PERIOD_MS),
    autoStart: false,
  });

function announce({ empty, adminPassword }: Options, url: string): void {
  const isOurs = !empty && process.env.HEADROOM_ADMIN_PASSWORD === undefined;
  console.log(`Account: admin, password: ${isOurs ? adminPassword : 'as in HEADROOM_ADMIN_PASSWORD'}`);
  console.log(`Headroom is ready at http://localhost:${new URL(url).port}`);
}
