import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const root = resolve(__dirname, '../../..');

let built = false;

/** The programs as they are started for real: from dist, which is brought up to date once per test file. */
export function build(): void {
  if (built) return;
  const { status, stdout } = spawnSync(resolve(root, 'node_modules/.bin/tsc'), ['-b'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`tsc -b: ${stdout}`);
  built = true;
}

export interface Ended {
  readonly code: number | null;
  readonly afterMs: number;
}

/** A program of ours, started as an outsider would, with what it says kept. */
export class StartedProcess {
  said = '';
  private readonly startedAt = performance.now();

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.said += text;
      });
    }
  }

  /** Starts `node <script> <args>` from the root of the workspace. */
  static node(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): StartedProcess {
    build();
    // Nothing of whoever runs the tests may set up what is tested.
    const own = ([name]: [string, unknown]) => !/^(HEADROOM_.*|PORT|KAFKA_BROKERS|DATABASE_URL)$/.test(name);
    const around = Object.fromEntries(Object.entries(process.env).filter(own));
    const options = { cwd: root, env: { ...around, ...env }, stdio: ['ignore', 'pipe', 'pipe'] as ('ignore' | 'pipe')[] };
    return new StartedProcess(spawn(process.execPath, [script, ...args], options));
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Milliseconds from the start until it had said this. */
  async says(words: string, withinMs: number): Promise<number> {
    while (!this.said.includes(words)) {
      const ms = performance.now() - this.startedAt;
      if (this.hasEnded || ms > withinMs)
        throw new Error(`${this.hasEnded ? 'ended' : `not in ${withinMs} ms`}: ${this.said.slice(-4_000)}`);
      await new Promise((done) => setTimeout(done, 20));
    }
    return performance.now() - this.startedAt;
  }

  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<Ended> {
    const from = performance.now();
    if (!this.hasEnded) {
      const ended = new Promise((done) => this.child.once('exit', done));
      this.child.kill(signal);
      await ended;
    }
    return { code: this.child.exitCode, afterMs: performance.now() - from };
  }
}

/** The memory of a process that is resident, MB. */
export function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 1_024);
}

/** The command lines of all processes that name this text, such as a data folder or a port. */
export function processesNaming(text: string): string[] {
  return numbersIn('/proc')
    .map((pid) => `${pid} ${commandLineOf(pid)}`)
    .filter((line) => line.includes(text));
}

/** The processes that one process started. */
export function childrenOf(pid: number): { readonly pid: number; readonly command: string }[] {
  return numbersIn('/proc')
    .filter((child) => parentOf(child) === pid)
    .map((child) => ({ pid: child, command: commandLineOf(child) }));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const numbersIn = (folder: string) => readdirSync(folder).map(Number).filter(Number.isInteger);
const contentOf = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // It has ended meanwhile.
  }
};
const commandLineOf = (pid: number) => contentOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
const parentOf = (pid: number) => Number(/^PPid:\s+(\d+)/m.exec(contentOf(`/proc/${pid}/status`))?.[1]);
