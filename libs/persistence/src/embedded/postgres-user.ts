import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Who PostgreSQL runs as; null: as ourselves. PostgreSQL refuses to run as root. */
export type PostgresUser = { readonly uid: number; readonly gid: number } | null;

const idsOf = async (name: string): Promise<PostgresUser> => {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
};

/** The user for PostgreSQL: ourselves, or as root the system's `postgres`, which is made where there is none. */
export async function postgresUser(): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return null;
  return idsOf('postgres').catch(async () => {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']).catch((error) => {
      throw new Error(`PostgreSQL cannot run as root and the user "postgres" could not be made: ${error.message}`);
    });
    return idsOf('postgres');
  });
}

/** Whether the user may pass through every folder on the way to `path`, that one included; `/root` and fresh temporary folders are often shut. */
export async function canReach(user: PostgresUser, path: string): Promise<boolean> {
  if (!user) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const found = await stat(folder);
    const mayEnter = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
    if ((found.mode & mayEnter) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
