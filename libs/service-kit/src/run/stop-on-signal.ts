import type { INestApplication } from '@nestjs/common';

/** A service ends within this after SIGTERM (interfaces.md, "Start, stop, test"). */
const STOP_WITHIN_MS = 5_000;

/** Ends the process gracefully on SIGTERM and SIGINT; a second signal, or five seconds, end it at once. */
export function stopOnSignal(app: INestApplication, afterwards: () => void | Promise<void> = () => {}): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await app.close();
    await afterwards();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
