import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Caller } from './caller';
import { type Ended, StartedProcess } from './started-process';

/** headroom-one as `npm start` starts it after its build, on a free port. */
export class HeadroomOne {
  private constructor(
    readonly process: StartedProcess,
    readonly url: string,
    /** From the start of the process to its ready line. */
    readonly readyAfterMs: number,
  ) {}

  static async start(dataDir: string, args: readonly string[] = [], adminPassword?: string): Promise<HeadroomOne> {
    const started = StartedProcess.node('apps/headroom-one/dist/main.js', ['--port', '0', '--data', dataDir, ...args], {
      ...(adminPassword === undefined ? {} : { HEADROOM_ADMIN_PASSWORD: adminPassword }),
    });
    try {
      const readyAfterMs = await started.says('Headroom is ready at ', 90_000);
      await started.says('\n', 1_000);
      const port = /Headroom is ready at http:\/\/localhost:(\d+)/.exec(started.said)?.[1];
      return new HeadroomOne(started, `http://127.0.0.1:${port}`, readyAfterMs);
    } catch (error) {
      await started.end('SIGKILL');
      throw error;
    }
  }

  logIn(password: string): Promise<Caller> {
    return Caller.logIn(this.url, password);
  }

  stop(): Promise<Ended> {
    return this.process.end();
  }
}

export const scratchFolder = (): string => mkdtempSync(join(tmpdir(), 'headroom-e2e-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
