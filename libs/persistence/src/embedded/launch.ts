import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { PostgresUser } from './postgres-user';

/** A program to run as PostgreSQL's user. */
export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  readonly user: PostgresUser;
  /** Whether that user can reach the data folder by itself. */
  readonly reachesData: boolean;
}

/**
 * The program becomes the process itself; a small watcher beside it reads descriptor 3 and asks it to stop when that
 * ends without a word, as it does when we are killed. So a killed Headroom leaves no PostgreSQL behind.
 */
const watched = `
signal=$1 remove=$2; shift 2
( read -r word <&3 || {
    kill -s "$signal" $$
    # A process that ended stays to be seen where nobody collects it, as in many containers: so not for ever.
    for wait in 1 2 3 4 5 6 7 8 9; do kill -0 $$ || break; sleep 0.1; done
  }
  [ -z "$remove" ] || rm -rf "$remove"
) >/dev/null 2>&1 &
exec "$@" 3<&-`;

const environment = () => ({ PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' });

/**
 * A data folder under a folder that is shut to others (a fresh temporary folder, /root) is reached by keeping root's right to
 * pass through folders, and only that one; PostgreSQL has no other way in and the operator's folder modes stay as they are.
 */
function asUser({ program, args, user, reachesData }: Launch) {
  if (!user) return { program, args, ids: {} };
  if (reachesData) return { program, args, ids: { uid: user.uid, gid: user.gid } };
  const setpriv = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_read_search',
    '--ambient-caps=+dac_read_search',
  ];
  return { program: 'setpriv', args: [...setpriv, program, ...args], ids: {} };
}

/** Runs to the end. @throws with what the program said on standard error. */
export async function runToEnd(launch: Launch): Promise<void> {
  const { program, args, ids } = asUser(launch);
  const child = spawn(program, args, { ...ids, cwd: '/', env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(said.trim() || `${launch.program} ended with ${code}`))));
  });
}

export interface WatchedProcess {
  readonly process: ChildProcess;
  /** From now on it keeps nobody's event loop alive. */
  unref(): void;
  /** Ends the watcher without a signal: the process has stopped already. */
  release(): void;
}

/** Starts a server that ends with us, whatever ends us. @param removeAtEnd a folder to delete when it has ended */
export function startWatched(launch: Launch, signal: 'INT' | 'QUIT', removeAtEnd = ''): WatchedProcess {
  const shell = {
    ...launch,
    program: '/bin/sh',
    args: ['-c', watched, 'headroom-postgres', signal, removeAtEnd, launch.program, ...launch.args],
  };
  const { program, args, ids } = asUser(shell);
  // Detached: a Ctrl-C at the terminal is for us; we stop the database last.
  const child = spawn(program, args, { ...ids, cwd: '/', env: environment(), detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const watch = child.stdio[3] as Writable;
  watch.on('error', () => {});
  const handles = [child, child.stderr, watch] as unknown as { unref?(): void }[];
  const unref = () => {
    for (const handle of handles) handle?.unref?.();
  };
  return { process: child, unref, release: () => watch.end('done\n') };
}
