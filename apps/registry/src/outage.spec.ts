import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DepotDossier } from '@headroom/contracts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@headroom/persistence';
import { type RunningRegistry, runRegistry } from './testing/running-registry';
import { addWhitechapel } from './testing/whitechapel';

jest.setTimeout(60_000);
let dataDir: string;
let server: EmbeddedPostgres;
let registry: RunningRegistry;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'headroom-registry-'));
  server = await startEmbeddedPostgres({ dataDir });
  registry = await runRegistry(server);
});
afterEach(async () => {
  await registry.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('while its database is away the registry says so, and it goes on by itself when that is back', async () => {
  await addWhitechapel(registry);
  const rename = (registration: string) => registry.ask('PATCH', '/depots/whitechapel/vehicles/van07', { registration });

  process.kill(server.pid, 'SIGKILL');
  const answers = [await rename('AWAY')];
  for (const deadline = Date.now() + 30_000; answers.at(-1)?.status !== 200 && Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answers.push(await rename('BACK'));
  }
  expect(answers.at(-1)).toMatchObject({ status: 200, body: { registration: 'BACK' } });
  for (const answer of answers.slice(0, -1))
    expect(answer).toMatchObject({ status: 503, body: { title: 'The database cannot be reached' } });
  await registry.untilTold('registry.depots whitechapel', ({ vehicles }: DepotDossier) => vehicles[0]?.registration === 'BACK');
});
