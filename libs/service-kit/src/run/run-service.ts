import { KafkaBroker } from '@headroom/messaging';
import { collectDefaultMetrics } from 'prom-client';
import type { z } from 'zod';
import { SystemClock } from '../clock/system-clock';
import { ConfigError, readConfig } from '../config/read-config';
import type { CommonConfig } from '../config/service-config';
import { createLogger, NestLogger } from '../logging/nest-logger';
import { type ServiceModule, startProcess } from './start-process';
import { stopOnSignal } from './stop-on-signal';

/** One service that can be a process of its own. */
export interface ServiceDescription<S extends z.ZodObject> {
  /** Its folder, its consumer group and its name in logs. */
  readonly name: string;
  readonly config: S;
  readonly module: (config: z.output<S>) => ServiceModule;
}

/** What a service's main.ts calls: one service in one process, on Kafka, until SIGTERM. */
export async function runService<S extends z.ZodObject>(service: ServiceDescription<S>): Promise<void> {
  const config = configOrExit(service);
  const logger = createLogger(service.name, config.HEADROOM_LOG_LEVEL);
  collectDefaultMetrics({ labels: { service: service.name } } as Parameters<typeof collectDefaultMetrics>[0]);
  try {
    const app = await startProcess({
      services: [service.module(config as unknown as z.output<S>)],
      broker: new KafkaBroker({ brokers: config.KAFKA_BROKERS.split(','), clientId: service.name, partitions: config.HEADROOM_PARTITIONS }),
      clock: new SystemClock(),
      tokenSecret: config.HEADROOM_TOKEN_SECRET,
      port: config.PORT,
      logger: new NestLogger(logger),
    });
    stopOnSignal(app);
    logger.info(`${service.name} is ready on port ${config.PORT}`);
  } catch (error) {
    logger.fatal({ err: error }, `${service.name} did not start: ${(error as Error).message}`);
    process.exit(1);
  }
}

function configOrExit<S extends z.ZodObject>(service: ServiceDescription<S>): CommonConfig {
  try {
    return readConfig(service.config, process.env) as unknown as CommonConfig;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`${service.name}: ${error.message}`);
    process.exit(1);
  }
}
