import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { clusterOf, superuser } from './cluster';
import { freePort } from './free-port';
import { type KeptServer, keepUp, stopServer } from './keep-up';
import { type Launch, startWatched, type WatchedProcess } from './launch';
import { nativeFolder } from './native-folder';
import { canReach, postgresUser } from './postgres-user';
import { claimCluster, inUse } from './postmaster-file';

/** A PostgreSQL of our own: loopback only, on a free port, ended with this process however that ends, back at once when it ends by itself. */
export interface EmbeddedPostgres {
  /** postgres://… with the password. */
  readonly url: string;
  readonly port: number;
  /** Another after each time it came back. */
  readonly pid: number;
  /** Ends it cleanly; connections still open are closed. Calling it twice does nothing more. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresSettings {
  readonly dataDir: string;
  /** A test's database: nothing is synced to disk, and the folder is deleted when the server has ended. */
  readonly disposable?: boolean;
}

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '32MB',
  // Statements that fail are their caller's business; what PostgreSQL says of itself starts at `log`.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  timezone: 'UTC',
};
const disposably = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', max_wal_size: '4GB' };

/**
 * Starts the database of a data folder, making both at the first start.
 * @throws one clear error when another process uses the folder or PostgreSQL cannot run here.
 */
export async function startEmbeddedPostgres({ dataDir, disposable = false }: EmbeddedPostgresSettings): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const user = await postgresUser();
  const [native, reachesData] = await Promise.all([nativeFolder(user), canReach(user, folder)]);
  const as = { user, reachesData };
  // So that the watcher, who is that user, can delete it.
  if (disposable && user) await chown(folder, user.uid, user.gid);
  const { cluster, password } = await clusterOf(folder, native, as, !disposable);

  const port = await freePort();
  const settings = { ...always, ...(disposable ? disposably : {}), port: String(port) };
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const launch: Launch = { ...as, program: join(native, 'bin', 'postgres'), args };
  const start = async () => {
    await claimCluster(cluster, folder);
    const server = startWatched(launch, disposable ? 'QUIT' : 'INT', disposable ? folder : '');
    await untilReady(server, folder);
    server.unref();
    return server;
  };
  const server = disposable ? once(await start()) : await keepUp(start);
  await writeFile(join(folder, 'owner.pid'), String(process.pid));

  return {
    url: `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`,
    port,
    get pid() {
      return server.pid();
    },
    stop: async () => {
      await server.stop();
      await rm(disposable ? folder : join(folder, 'owner.pid'), { recursive: true, force: true });
    },
  };
}

/** A test's server is gone when it ends: its folder goes with it. */
const once = (server: WatchedProcess): KeptServer => ({ pid: () => server.process.pid ?? 0, stop: () => stopServer(server) });

function untilReady(server: WatchedProcess, dataDir: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.process.stderr?.on('data', (chunk) => {
      // Read to the end even when it is ready: a full pipe would stop PostgreSQL.
      if (said.length < 10_000) said += chunk;
      if (said.includes('ready to accept connections')) resolve();
    });
    server.process.once('error', reject);
    server.process.once('exit', () => {
      server.release();
      const taken = said.includes('lock file "postmaster.pid" already exists');
      reject(taken ? inUse(dataDir) : new Error(`PostgreSQL did not start in ${dataDir}:\n${said.trim()}`));
    });
  });
}
