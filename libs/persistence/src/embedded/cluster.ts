import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Launch, runToEnd } from './launch';

const major = '18';
export const superuser = 'headroom';

type As = Pick<Launch, 'user' | 'reachesData'>;

/** The data folder's PostgreSQL cluster and its password, both made when they are not there yet. */
export async function clusterOf(dataDir: string, native: string, as: As, durable: boolean): Promise<{ cluster: string; password: string }> {
  const cluster = join(dataDir, 'postgres');
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) await initialise(dataDir, cluster, native, as, durable);
  else if (version.trim() !== major) throw new Error(`${cluster} was made by PostgreSQL ${version.trim()}, this is ${major}.`);
  const password = await readFile(passwordFile(cluster), 'utf8').catch(() => {
    throw new Error(`${passwordFile(cluster)} cannot be read, and without the password the database cannot be opened.`);
  });
  return { cluster, password: password.trim() };
}

const passwordFile = (cluster: string) => join(cluster, 'headroom.password');

/** Made beside its place and then moved there, so that one that was killed half way is not taken for a database. */
async function initialise(dataDir: string, cluster: string, native: string, as: As, durable: boolean): Promise<void> {
  const unfinished = join(dataDir, `postgres.new-${process.pid}`);
  const pwfile = `${unfinished}.password`;
  const password = randomBytes(24).toString('base64url');
  try {
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(pwfile, password, { mode: 0o600 });
    if (as.user) for (const path of [unfinished, pwfile]) await chown(path, as.user.uid, as.user.gid);
    const args = [
      `--pgdata=${unfinished}`,
      `--username=${superuser}`,
      `--pwfile=${pwfile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ];
    await runToEnd({ ...as, program: join(native, 'bin', 'initdb'), args: durable ? args : [...args, '--no-sync'] });
    await writeFile(passwordFile(unfinished), password, { mode: 0o600 });
    await rename(unfinished, cluster);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process was faster; who of the two gets it is settled when it is started.
    if ((error as NodeJS.ErrnoException).code === 'ENOTEMPTY') return;
    throw new Error(`The database could not be made in ${dataDir}: ${(error as Error).message}`, { cause: error });
  } finally {
    await rm(pwfile, { force: true });
  }
}
