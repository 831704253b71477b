import { setTimeout as pause } from 'node:timers/promises';

/** Waits for work, but at most so long, ms. What it comes to, or that it fails later, is nobody's business then. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  await Promise.race([work, pause(ms, undefined, { signal: ended.signal }).catch(() => undefined)]);
  ended.abort();
}
