import { type DeadLetter, type DepotDossier, deadLetters, depotDossiers } from '@headroom/contracts';
import { EmbeddedBroker } from '@headroom/messaging';
import { type Role, startProcess, Tokens, VirtualClock } from '@headroom/service-kit';
import { IngestModule } from '../ingest.module';

export const NOW = Date.parse('2026-11-23T17:00:00.000Z');
const SECRET = 'x'.repeat(32);

const dossierOf = (depot: string, registrations: Record<string, string>): DepotDossier => ({
  ...depotDossiers.example,
  depot,
  connections: [{ id: 'main', capacityKva: 60, powerFactor: 0.95, bufferKw: 5, meter: 'incomer' }],
  chargePoints: [
    {
      ...(depotDossiers.example.chargePoints[0] as DepotDossier['chargePoints'][number]),
      id: `${depot}.evc1`,
      sockets: [{ id: `${depot}.evc1.sk1`, phases: 1, phaseRotation: 'L1L2L3', maxLimitA: 32 }],
    },
  ],
  vehicles: Object.entries(registrations).map(([van, registration]) => ({
    ...(depotDossiers.example.vehicles[0] as DepotDossier['vehicles'][number]),
    id: `${depot}.${van}`,
    registration,
  })),
});

/** Two depots and their outsiders, with ingest between them. */
export async function ingestBench() {
  const clock = new VirtualClock(NOW);
  const broker = new EmbeddedBroker({ now: () => clock.now() });
  const told: { topic: string; message: object }[] = [];
  broker.watch((topic, _key, message) => {
    if (message && /^(feeds|control)\./.test(topic)) told.push({ topic, message });
  });
  const dead: DeadLetter[] = [];
  broker.watch((topic, _key, message) => {
    if (topic === deadLetters.name) dead.push(message as DeadLetter);
  });
  const app = await startProcess({
    services: [IngestModule],
    broker,
    clock,
    tokenSecret: SECRET,
    port: 0,
    host: '127.0.0.1',
    logger: { log() {}, error() {}, warn() {} },
  });
  await broker.bus.tell(
    depotDossiers,
    dossierOf('camden', { van01: 'LX21 ABC', van02: 'LX21 ABD' }),
    dossierOf('victoria', { van01: 'LX21 ABE', van03: '' }),
  );
  await broker.idle();
  const token = (who: { role: Role; depots?: string[] }) => app.get(Tokens).sign({ sub: 'tester', ...who }, 3_600);
  const post = async (feed: string, body: unknown, who: { role: Role; depots?: string[] } | null = { role: 'feed' }) => {
    const response = await app.inject({
      method: 'POST',
      url: `/api/v1/feeds/${feed}`,
      headers: { 'content-type': 'application/json', ...(who && { authorization: `Bearer ${await token(who)}` }) },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    });
    await broker.idle();
    return { status: response.statusCode, type: response.headers['content-type'], body: response.json() };
  };
  const outside = async (topic: string, row: unknown, key: string | null = 'any key') => {
    await broker.bus.tellRaw(`outside.${topic}`, key, Buffer.from(typeof row === 'string' ? row : JSON.stringify(row)));
    await broker.idle();
  };
  return { clock, told, dead, post, outside, close: () => app.close() };
}
export type IngestBench = Awaited<ReturnType<typeof ingestBench>>;
