import { type Cancel, Clock } from './clock';

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
    const timer = setTimeout(() => {
      Promise.resolve().then(run).catch(this.onError);
    }, delayMs / this.speed);
    return () => clearTimeout(timer);
  }
}
