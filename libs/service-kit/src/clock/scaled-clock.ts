import { type Cancel, Clock } from './clock';

/** Node's timers run at once when they are asked for more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Runs `speed` times as fast as the wall clock, from `startAtMs` on: what `npm start -- --speed 60` lives by. */
export class ScaledClock extends Clock {
  private readonly bornAtMs = performance.now();

  constructor(
    private readonly speed = 1,
    private readonly startAtMs = Date.now(),
    private readonly onError: (error: unknown) => void = (error) => console.error(error),
  ) {
    super();
  }

  now(): number {
    return Math.floor(this.startAtMs + (performance.now() - this.bornAtMs) * this.speed);
  }

  after(delayMs: number, run: () => void | Promise<void>): Cancel {
    let timer: NodeJS.Timeout;
    const wait = (leftMs: number) => {
      if (leftMs > LONGEST_TIMER_MS) timer = setTimeout(() => wait(leftMs - LONGEST_TIMER_MS), LONGEST_TIMER_MS);
      else timer = setTimeout(() => void Promise.resolve().then(run).catch(this.onError), leftMs);
    };
    wait(delayMs / this.speed);
    return () => clearTimeout(timer);
  }
}
