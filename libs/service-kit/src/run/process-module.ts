import { type Broker, Messaging } from '@headroom/messaging';
import { type BeforeApplicationShutdown, type DynamicModule, Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { Clock } from '../clock/clock';
import { OwnClock } from '../clock/own-clock';
import { HealthController } from '../health/health.controller';
import { Readiness } from '../health/readiness';
import { MetricsController } from '../metrics/metrics.controller';

/** What a process is given once, whatever services run in it. */
export interface ProcessParts {
  readonly broker: Broker;
  readonly clock: Clock;
  readonly tokenSecret: string;
}

@Module({})
export class ProcessModule implements BeforeApplicationShutdown {
  constructor(private readonly clock: OwnClock) {}

  /** Before the broker hangs up (onApplicationShutdown): a timer must find nothing gone. */
  beforeApplicationShutdown(): void {
    this.clock.stop();
  }

  static with({ broker, clock, tokenSecret }: ProcessParts): DynamicModule {
    return {
      module: ProcessModule,
      global: true,
      imports: [Messaging.over(broker), AuthModule.with(tokenSecret)],
      controllers: [HealthController, MetricsController],
      providers: [{ provide: OwnClock, useFactory: () => new OwnClock(clock) }, { provide: Clock, useExisting: OwnClock }, Readiness],
      exports: [Clock, Readiness],
    };
  }
}
