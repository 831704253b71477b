import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import { startEmbeddedPostgres } from '../embedded/embedded-postgres';
import { SnakeNames } from './snake-names';

/** A database somewhere, or one of our own in a data folder. */
export type DatabasePlace = { readonly url: string } | { readonly dataDir: string };

/** What a service keeps in PostgreSQL. Its tables have a schema of their own, so that services can share one database. */
export interface DatabaseLayout {
  readonly schema: string;
  readonly entities: readonly (EntityTarget<ObjectLiteral> & (abstract new (...args: never[]) => unknown))[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

export interface Database {
  readonly dataSource: DataSource;
  /** Hangs up, and stops the embedded server where there is one. */
  close(): Promise<void>;
}

/**
 * Opens a service's database with its migrations run; two instances may start together.
 * @param patienceMs how long to wait for a database that does not answer yet, as when everything is started at once
 * @throws when it cannot be reached.
 */
export async function openDatabase(place: DatabasePlace, layout: DatabaseLayout, patienceMs = 0): Promise<Database> {
  const server = 'dataDir' in place ? await startEmbeddedPostgres(place) : null;
  const dataSource = dataSourceOf('dataDir' in place ? (server?.url ?? '') : place.url, layout);
  const close = async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await server?.stop();
  };
  try {
    await connect(dataSource, patienceMs);
    await migrate(dataSource, layout.schema);
    return { dataSource, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A data source that is not connected yet and migrates nothing. */
export function dataSourceOf(url: string, { schema, entities, migrations }: DatabaseLayout): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    schema,
    entities: [...entities] as never[],
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeNames(),
    poolSize: 10,
    connectTimeoutMS: 5_000,
    // For our own SQL, which names no schema.
    extra: { options: `-c search_path=${schema}` },
  });
}

/** Not there, or there and still starting (57P03). Anything else, such as a wrong password, does not get better by waiting. */
const mayComeYet = (error: unknown) =>
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', '57P03'].includes((error as { code?: string }).code ?? '');

async function connect(dataSource: DataSource, patienceMs: number): Promise<void> {
  for (const deadline = performance.now() + patienceMs; ; ) {
    try {
      await dataSource.initialize();
      return;
    } catch (error) {
      if (!mayComeYet(error) || performance.now() >= deadline) throw error;
      await pause(500);
    }
  }
}

/** Under a lock of the database's own, so that the second of two instances waits and then finds the work done. */
async function migrate(dataSource: DataSource, schema: string): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock(hashtext($1))', [`headroom migrations of ${schema}`]);
    await runner.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query('SELECT pg_advisory_unlock_all()').catch(() => {});
    await runner.release();
  }
}
