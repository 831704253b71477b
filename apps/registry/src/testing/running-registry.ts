import { EmbeddedBroker } from '@headroom/messaging';
import { testDatabase } from '@headroom/persistence';
import { SystemClock, startProcess, Tokens } from '@headroom/service-kit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { registryLayout } from '../database/registry-layout';
import { RegistryModule } from '../registry.module';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const quiet = { log() {}, error() {}, warn() {}, debug() {}, verbose() {}, fatal() {} };

/** A registry on a real PostgreSQL and an embedded bus, asked through HTTP. */
export interface RunningRegistry {
  readonly app: NestFastifyApplication;
  readonly broker: EmbeddedBroker;
  /** Every row told so far, latest per topic and key; null for a tombstone. */
  readonly told: Map<string, object | null>;
  ask(method: Method, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Resolves when the row told for a key satisfies the condition; rejects after a second. */
  untilTold(key: string, holds?: (row: never) => boolean): Promise<never>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at what it expects
  readonly body: any;
  readonly headers: Record<string, unknown>;
}

export async function runRegistry(database: { readonly url: string }): Promise<RunningRegistry> {
  const broker = new EmbeddedBroker();
  const told = new Map<string, object | null>();
  broker.watch((topic, key, message) => told.set(`${topic} ${key}`, message));
  const parts = { broker, clock: new SystemClock(), tokenSecret: 'a secret of more than thirty-two characters' };
  const services = [RegistryModule.over({ url: database.url })];
  const app = await startProcess({ ...parts, services, port: 0, host: '127.0.0.1', logger: quiet });
  const token = await app.get(Tokens).sign({ sub: 'admin', role: 'sysadmin' }, 600);
  const ask: RunningRegistry['ask'] = async (method, url, body, headers = {}) => {
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const type = payload === undefined ? {} : { 'content-type': 'application/json' };
    const reply = await app.inject({
      method,
      url: `/api/v1${url}`,
      payload,
      headers: { authorization: `Bearer ${token}`, ...type, ...headers },
    });
    return { status: reply.statusCode, body: reply.body === '' ? null : reply.json(), headers: reply.headers };
  };
  const untilTold: RunningRegistry['untilTold'] = async (key, holds = () => true) => {
    for (const deadline = Date.now() + 1_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 2))) {
      if (told.has(key) && holds(told.get(key) as never)) return told.get(key) as never;
    }
    throw new Error(`${key} was not told as expected; the last is ${JSON.stringify(told.get(key))}`);
  };
  return { app, broker, told, ask, untilTold, close: () => app.close() };
}

/** A fresh database and a registry on it. */
export async function freshRegistry(): Promise<RunningRegistry> {
  const database = await testDatabase(registryLayout);
  await database.close();
  return runRegistry(database);
}
