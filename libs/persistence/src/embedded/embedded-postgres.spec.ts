import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, readlink, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres';
import { makeReady, nativeFolder } from './native-folder';
import { postgresUser } from './postgres-user';
import { isAlive } from './postmaster-file';

jest.setTimeout(30_000);
let dataDir: string;
let holders: ChildProcess[] = [];
beforeEach(async () => {
  const shut = await mkdtemp(join(tmpdir(), 'headroom-embedded-'));
  await chmod(shut, 0o755);
  dataDir = join(shut, 'data');
});
afterEach(async () => {
  for (const holder of holders) holder.kill('SIGKILL');
  holders = [];
  await rm(join(dataDir, '..'), { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function holdInAnotherProcess(...more: string[]): Promise<{ holder: ChildProcess; url?: string; pid: number; error?: string }> {
  const holder = spawn(process.execPath, [join(__dirname, 'holder.fixture.cjs'), dataDir, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(holder);
  const [line] = await once(holder.stdout as NodeJS.ReadableStream, 'data');
  return { holder, ...JSON.parse(String(line)) };
}

async function untilGone(pid: number): Promise<void> {
  for (let tries = 0; isAlive(pid); tries++) {
    if (tries > 200) throw new Error(`process ${pid} is still there`);
    await pause(25);
  }
}

describe('the embedded PostgreSQL of a data folder', () => {
  test('keeps what was written from one start to the next', async () => {
    const first = await startEmbeddedPostgres({ dataDir });
    await ask(first.url, 'CREATE TABLE vans AS SELECT 7 AS van');
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir });
    expect(await ask(second.url, 'SELECT van FROM vans')).toEqual([{ van: 7 }]);
    await second.stop();
    await second.stop();
    expect(isAlive(second.pid)).toBe(false);
  });

  test('listens on the loopback interface only and wants its password, which only we can read', async () => {
    const server = await startEmbeddedPostgres({ dataDir });
    expect(await ask(server.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await expect(ask(server.url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect((await stat(join(dataDir, 'postgres', 'headroom.password'))).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  test('a second process on the same folder is told so in one line', async () => {
    const server = await startEmbeddedPostgres({ dataDir });
    const second = await holdInAnotherProcess();
    expect(second.error).toBe(
      `The data folder ${dataDir} is in use by another Headroom. Stop that one, or give this one its own with HEADROOM_DATA.`,
    );
    expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  test('two processes that start together on a new folder: one has it, the other is told', async () => {
    const both = await Promise.all([holdInAnotherProcess(), holdInAnotherProcess()]);
    expect(both.filter(({ error }) => error)).toHaveLength(1);
    expect(both.find(({ error }) => error)?.error).toContain('in use by another Headroom');
  });

  test('ends when the process that started it is killed, and the next start has all that was committed', async () => {
    const { holder, url = '' } = await holdInAnotherProcess();
    await ask(url, 'CREATE TABLE vans AS SELECT 7 AS van');
    holder.kill('SIGKILL');
    const next = await startEmbeddedPostgres({ dataDir });
    await expect(ask(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    expect(await ask(next.url, 'SELECT van FROM vans')).toEqual([{ van: 7 }]);
    await next.stop();
  });

  test('a lock file left by a kill -9 of everything, whose number another process has now, does not stop it', async () => {
    const { holder, pid } = await holdInAnotherProcess();
    process.kill(pid, 'SIGKILL');
    holder.kill('SIGKILL');
    await untilGone(pid);
    const lock = join(dataDir, 'postgres', 'postmaster.pid');
    await writeFile(lock, (await readFile(lock, 'utf8')).replace(/^\d+/, String(process.ppid)));
    const next = await startEmbeddedPostgres({ dataDir });
    expect(await ask(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await next.stop();
  });

  test('killed by somebody, it is back within seconds at the same address, with all that was committed', async () => {
    const server = await startEmbeddedPostgres({ dataDir });
    await ask(server.url, 'CREATE TABLE vans AS SELECT 7 AS van');
    const { pid } = server;
    process.kill(pid, 'SIGKILL');
    const answer = async () => ask(server.url, 'SELECT van FROM vans').catch(() => null);
    const answers: unknown[] = [await answer()];
    for (let tries = 0; tries < 200 && (!answers.at(-1) || server.pid === pid); tries++) {
      await pause(50);
      answers.push(await answer());
    }
    expect(answers.at(-1)).toEqual([{ van: 7 }]);
    await server.stop();
    expect(await answer()).toBeNull();
  });

  test('works in a folder that is shut to everybody else, as a fresh temporary folder is', async () => {
    await chmod(join(dataDir, '..'), 0o700);
    const server = await startEmbeddedPostgres({ dataDir });
    expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  test('a start that was broken off while the database was made begins again', async () => {
    await mkdir(join(dataDir, 'postgres.new-1'), { recursive: true });
    await (await startEmbeddedPostgres({ dataDir })).stop();
  });

  test('a disposable one leaves nothing behind, stopped or killed', async () => {
    const server = await startEmbeddedPostgres({ dataDir, disposable: true });
    await server.stop();
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
    const { holder } = await holdInAnotherProcess('disposable');
    holder.kill('SIGKILL');
    const cluster = () => stat(join(dataDir, 'postgres', 'PG_VERSION')).catch(() => null);
    for (let tries = 0; tries < 100 && (await cluster()); tries++) await pause(50);
    expect(await cluster()).toBeNull();
  });
});

describe("PostgreSQL's own files", () => {
  test('are made ready where npm ran no install script', async () => {
    const folder = await nativeFolder(await postgresUser());
    const [link] = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
    const copy = join(dataDir, 'elsewhere');
    for (const sub of ['bin', 'lib']) await mkdir(join(copy, sub), { recursive: true });
    for (const file of ['pg-symlinks.json', 'bin/postgres', 'bin/initdb'])
      await writeFile(join(copy, file), await readFile(join(folder, file)), { mode: 0o600 });
    await makeReady(copy);
    const made = join(copy, (link?.target ?? '').replace('native/', ''));
    expect(await readlink(made)).toBe((link?.source ?? '').replace('native/lib/', ''));
    await unlink(made);
    await makeReady(copy);
    await makeReady(copy);
    expect((await stat(join(copy, 'bin', 'postgres'))).mode & 0o555).toBe(0o555);
  });
});
