import type { DynamicModule, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Readiness } from '../health/readiness';
import { configureHttp, httpAdapter } from '../http';
import { ProcessModule, type ProcessParts } from './process-module';

export type ServiceModule = Type<unknown> | DynamicModule;

export interface ProcessOptions extends ProcessParts {
  readonly services: readonly ServiceModule[];
  readonly port: number;
  readonly host?: string;
  readonly logger: LoggerService;
  /** Runs before the first message and the first request are taken. */
  readonly prepare?: (app: NestFastifyApplication) => void | Promise<void>;
}

/** Starts a Nest application with these services: HTTP on one port, messages over one broker. Resolves when both are taken. */
export async function startProcess(options: ProcessOptions): Promise<NestFastifyApplication> {
  const root: DynamicModule = { module: class Process {}, imports: [ProcessModule.with(options), ...options.services] };
  const app = await NestFactory.create<NestFastifyApplication>(root, httpAdapter(), { logger: options.logger, abortOnError: false });
  let joined = false;
  app.get(Readiness).add('messages', () => (joined ? null : 'the consumer group is not joined yet'));
  configureHttp(app);
  app.connectMicroservice({ strategy: options.broker.strategy() }, { inheritAppConfig: false });
  await options.prepare?.(app);
  await app.listen(options.port, options.host ?? '0.0.0.0');
  await app.startAllMicroservices();
  joined = true;
  return app;
}
