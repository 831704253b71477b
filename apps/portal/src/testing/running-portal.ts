import {
  alarms,
  capacities,
  depotDossiers,
  depotPlans,
  headrooms,
  priorities,
  setpointStates,
  socketStates,
  vehicleStates,
} from '@headroom/contracts';
import { type Bus, EmbeddedBroker } from '@headroom/messaging';
import { type Claims, startProcess, Tokens, VirtualClock } from '@headroom/service-kit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { PortalModule } from '../portal.module';
import type { PortalOptions } from '../portal-options';

export const NOON = Date.parse('2026-11-23T17:00:10.000Z');
export const PASSWORD = 'correct horse battery';
export const SECRET = 'a secret of more than thirty-two characters';

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON came back
  readonly body: any;
}

export interface RunningPortal {
  readonly app: NestFastifyApplication;
  readonly server: FastifyInstance;
  readonly bus: Bus;
  readonly broker: EmbeddedBroker;
  /** The estate's clock, and the one that paces streams. */
  readonly clock: VirtualClock;
  readonly wall: VirtualClock;
  readonly url: string;
  settled(): Promise<void>;
  token(claims: Omit<Claims, 'exp'>, lifeS?: number): Promise<string>;
  get(path: string, token?: string): Promise<Answered>;
  post(path: string, token?: string, body?: object): Promise<Answered>;
  put(path: string, token?: string, body?: object): Promise<Answered>;
  delete(path: string, token?: string): Promise<Answered>;
  stop(): Promise<void>;
}

/** The portal on the embedded bus and a free port, with the example depot of the contracts if wanted. */
export async function runPortal(options: Partial<PortalOptions> = {}): Promise<RunningPortal> {
  const clock = new VirtualClock(NOON);
  const wall = new VirtualClock(NOON);
  const broker = new EmbeddedBroker({ now: () => clock.now() });
  const app = await startProcess({
    services: [PortalModule.with({ adminPassword: PASSWORD, ...options }, wall)],
    broker,
    clock,
    tokenSecret: SECRET,
    port: 0,
    host: '127.0.0.1',
    logger: { log() {}, warn() {}, error() {} },
  });
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, token?: string, payload?: object) => {
    const answer = await server.inject({ method, url: path, payload, headers: token ? { authorization: `Bearer ${token}` } : {} });
    const type = String(answer.headers['content-type'] ?? '');
    return { status: answer.statusCode, type, text: answer.body, body: type.includes('json') ? answer.json() : undefined };
  };
  return {
    app,
    server,
    clock,
    wall,
    bus: broker.bus,
    broker,
    url: (await app.getUrl()).replace('[::1]', '127.0.0.1'),
    settled: () => broker.idle(),
    token: (claims, lifeS = 600) => app.get(Tokens).sign(claims, lifeS),
    get: (path, token) => ask('GET', path, token),
    post: (path, token, body) => ask('POST', path, token, body),
    put: (path, token, body) => ask('PUT', path, token, body),
    delete: (path, token) => ask('DELETE', path, token),
    stop: () => app.close(),
  };
}

/** Tells the depot `whitechapel` of the contracts' examples: one socket, one van, all tables. */
export async function tellExampleDepot(bus: Bus): Promise<void> {
  for (const topic of [depotDossiers, depotPlans, socketStates, vehicleStates, priorities, capacities, headrooms, setpointStates, alarms]) {
    await bus.tell(topic as typeof depotDossiers, topic.example as typeof depotDossiers.example);
  }
}
