import { setTimeout as pause } from 'node:timers/promises';
import type { WatchedProcess } from './launch';

export interface KeptServer {
  pid(): number;
  stop(): Promise<void>;
}

const hasEnded = ({ process }: WatchedProcess) => process.exitCode !== null || process.signalCode !== null;

/** A server that is started again, until that works, when it ends by itself: out of memory, or killed by somebody. */
export async function keepUp(start: () => Promise<WatchedProcess>): Promise<KeptServer> {
  let server = await start();
  let stopping = false;
  let returning = Promise.resolve();
  const comeBack = async () => {
    while (!stopping) {
      await pause(200, undefined, { ref: false });
      const started = stopping ? null : await start().catch(() => null);
      if (!started) continue;
      server = started;
      return watch();
    }
  };
  const watch = () => {
    const ended = () => {
      if (stopping) return;
      process.emitWarning('PostgreSQL has ended by itself and is started again.');
      returning = comeBack();
    };
    if (hasEnded(server)) ended();
    else server.process.once('exit', ended);
  };
  watch();
  return {
    pid: () => server.process.pid ?? 0,
    stop: async () => {
      stopping = true;
      await returning;
      await stopServer(server);
    },
  };
}

export async function stopServer(server: WatchedProcess): Promise<void> {
  if (hasEnded(server)) return;
  const ended = new Promise((resolve) => server.process.once('exit', resolve));
  server.process.ref();
  server.process.kill('SIGINT');
  await ended;
}
