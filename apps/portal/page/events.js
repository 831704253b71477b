import { NotLoggedIn, openStream } from './api.js';

/** A heartbeat comes every 15 s; after two and a half the line is dead, whatever TCP says. */
const SILENT_MS = 38_000;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000];

/**
 * Listens until `stop` is called, and begins again whenever the line breaks. With fetch, because EventSource can send
 * no header. `on.event(name, data)`, `on.live()`, `on.lost()`, `on.out()` when the session is over.
 */
export function listen(path, on) {
  const stopped = new AbortController();
  void keepListening(path, on, stopped.signal);
  return () => stopped.abort();
}

async function keepListening(path, on, stopped) {
  for (let tries = 0; !stopped.aborted; tries++) {
    try {
      await readOnce(path, on, stopped, () => {
        tries = 0;
        on.live();
      });
    } catch (error) {
      if (stopped.aborted) return;
      if (error instanceof NotLoggedIn) return on.out();
    }
    if (stopped.aborted) return;
    on.lost();
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]));
  }
}

async function readOnce(path, on, stopped, alive) {
  const attempt = new AbortController();
  const give = () => attempt.abort();
  stopped.addEventListener('abort', give);
  let watchdog = setTimeout(give, SILENT_MS);
  try {
    const reader = await openStream(path, attempt.signal);
    for (let text = ''; ; ) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(watchdog);
      watchdog = setTimeout(give, SILENT_MS);
      const frames = (text + value).split('\n\n');
      text = frames.pop();
      for (const frame of frames) tell(frame, on);
      alive();
    }
  } finally {
    clearTimeout(watchdog);
    stopped.removeEventListener('abort', give);
    attempt.abort();
  }
}

function tell(frame, on) {
  const lines = frame.split('\n');
  const event = lines.find((line) => line.startsWith('event: '))?.slice(7);
  const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
  if (event !== undefined && data !== undefined) on.event(event, JSON.parse(data));
}
