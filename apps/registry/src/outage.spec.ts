import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DepotDossier } from '@headroom/contracts';
import { startEmbeddedPostgres } from '@headroom/persistence';
import { runRegistry } from './testing/running-registry';
import { addWhitechapel } from './testing/whitechapel';

jest.setTimeout(60_000);

test('while its database is away the registry says so, and it goes on by itself when that is back', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'headroom-registry-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const registry = await runRegistry(server);
  await addWhitechapel(registry);
  const rename = (registration: string) => registry.ask('PATCH', '/depots/whitechapel/vehicles/van07', { registration });

  process.kill(server.pid, 'SIGKILL');
  const answers = [await rename('AWAY')];
  while (answers.at(-1)?.status !== 200) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answers.push(await rename('BACK'));
  }
  expect(answers[0]).toMatchObject({ status: 503, body: { title: 'The database cannot be reached' } });
  expect(answers.map(({ status }) => status).filter((status) => status !== 503)).toEqual([200]);
  await registry.untilTold('registry.depots whitechapel', ({ vehicles }: DepotDossier) => vehicles[0]?.registration === 'BACK');

  await registry.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});
