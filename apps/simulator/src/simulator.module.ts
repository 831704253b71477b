import { Bus } from '@headroom/messaging';
import { Clock } from '@headroom/service-kit';
import { type DynamicModule, Inject, Logger, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Outside } from './outside';
import { Simulator } from './simulator';
import { SimulatorController } from './simulator.controller';
import type { SimulatorSettings } from './simulator-settings';

const SETTINGS = Symbol('SimulatorSettings');

/** Stands in for chargers, vans and meters. Wants a global `Bus` and `Clock`. */
@Module({})
export class SimulatorModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly simulator: Simulator,
    @Inject(SETTINGS) private readonly settings: SimulatorSettings,
  ) {}

  static forEstate(settings: SimulatorSettings): DynamicModule {
    return {
      module: SimulatorModule,
      controllers: [SimulatorController],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: Simulator, inject: [Bus, Clock], useFactory: (bus: Bus, clock: Clock) => new Simulator(settings, clock, overBus(bus)) },
      ],
      exports: [Simulator],
    };
  }

  onApplicationBootstrap(): void {
    if (this.settings.autoStart !== false) this.simulator.start();
  }

  onApplicationShutdown(): void {
    this.simulator.stop();
  }
}

/** An outsider does not wait for the broker, and one that cannot be reached is an outsider's ordinary day. */
const overBus = (bus: Bus): Outside => {
  const log = new Logger('simulator');
  return {
    tell: (topic, ...messages) => {
      bus
        .tell(topic, ...messages)
        .catch((error: unknown) => log.warn(`${topic.name}: ${error instanceof Error ? error.message : String(error)}`));
    },
  };
};
