import type { Broker } from '@headroom/messaging';
import type { INestMicroservice, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Clock } from '../clock/clock';
import { ProcessModule } from './process-module';
import type { ServiceModule } from './start-process';

export interface InProcessOptions {
  readonly services: readonly ServiceModule[];
  readonly broker: Broker;
  readonly clock: Clock;
  readonly logger?: LoggerService | false;
}

/** Starts services without HTTP, on any broker and clock: what a trial in virtual time and a test run. Close it when done. */
export async function startInProcess({ services, broker, clock, logger = false }: InProcessOptions): Promise<INestMicroservice> {
  const parts = ProcessModule.with({ broker, clock, tokenSecret: 'nobody logs in where there is no HTTP' });
  const root = { module: class InProcess {}, imports: [parts, ...services] };
  const app = await NestFactory.createMicroservice(root, { strategy: broker.strategy(), logger, abortOnError: false });
  await app.listen();
  return app;
}
