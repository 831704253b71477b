import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The process id in PostgreSQL's own lock file, if there is one. */
async function postmasterOf(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether that process works in the cluster's folder. Where the system does not tell (no /proc), a living process is taken to be it. */
async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const folder = await readlink(`/proc/${pid}/cwd`).catch((error: NodeJS.ErrnoException) => (error.code === 'EACCES' ? cluster : ''));
  return folder === (await realpath(cluster)) || folder === cluster;
}

/**
 * Makes sure that nobody works in the cluster: a lock file left by a killed PostgreSQL is removed, even when another process
 * has its number by now (after a restart of a container they are all alike); one that is ending is waited for.
 * @throws when another Headroom is using it.
 */
export async function claimCluster(cluster: string, dataDir: string): Promise<void> {
  const owner = Number.parseInt(await readFile(join(dataDir, 'owner.pid'), 'utf8').catch(() => ''), 10);
  for (let tries = 0; ; tries++) {
    const pid = await postmasterOf(cluster);
    if (pid === null) return;
    if (!(await isPostmaster(pid, cluster))) return rm(join(cluster, 'postmaster.pid'), { force: true });
    if (tries >= 100 || (owner !== process.pid && isAlive(owner))) throw inUse(dataDir);
    await pause(50);
  }
}

export const inUse = (dataDir: string): Error =>
  new Error(`The data folder ${dataDir} is in use by another Headroom. Stop that one, or give this one its own with HEADROOM_DATA.`);
