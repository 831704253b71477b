import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../embedded/embedded-postgres';
import { type Database, type DatabaseLayout, dataSourceOf, openDatabase } from './open-database';

export interface TestDatabase extends Database {
  /** For a second connection of the test's own. */
  readonly url: string;
}

/**
 * A fresh database of a real PostgreSQL for one test: a copy of one that has the layout's migrations already.
 * The server is shared by all tests of a process (a jest worker) and ends with it.
 */
export async function testDatabase(layout: DatabaseLayout): Promise<TestDatabase> {
  serverOfThisProcess ??= findOrStartServer();
  const server = await serverOfThisProcess;
  const template = await templateOf(server, layout);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`));
  const url = databaseUrl(server, name);
  const dataSource = await dataSourceOf(url, layout).initialize();
  return { url, dataSource, close: () => dataSource.destroy() };
}

/** This variable lives as long as a test file, the server as long as the process: the next file finds it by its folder. */
let serverOfThisProcess: Promise<string> | undefined;

async function findOrStartServer(): Promise<string> {
  const dataDir = join(tmpdir(), `headroom-test-postgres-${process.pid}`);
  const known = await readFile(join(dataDir, 'url'), 'utf8').catch(() => null);
  if (known && (await answers(known))) return known;
  await rm(dataDir, { recursive: true, force: true });
  const { url } = await startEmbeddedPostgres({ dataDir, disposable: true });
  await writeFile(join(dataDir, 'url'), url, { mode: 0o600 });
  return url;
}

const answers = (url: string): Promise<boolean> => onServer(url, () => Promise.resolve(true)).catch(() => false);

async function templateOf(server: string, layout: DatabaseLayout): Promise<string> {
  const migrations = layout.migrations.map((migration) => migration.toString()).join('\n');
  const name = `template_${createHash('sha256').update(layout.schema).update(migrations).digest('hex').slice(0, 24)}`;
  const exists = await onServer(server, (client) => client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name]));
  if (exists.rowCount) return name;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`));
  const { close } = await openDatabase({ url: databaseUrl(server, name) }, layout);
  await close();
  await onServer(server, (client) => client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`));
  return name;
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer<T>(url: string, run: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
