import { type Cancel, Clock } from './clock';

/** A process's share of a clock: its timers end with it, and nobody else's do. */
export class OwnClock extends Clock {
  private stopped = false;

  constructor(private readonly shared: Clock) {
    super();
  }

  now(): number {
    return this.shared.now();
  }

  after(delayMs: number, run: () => void | Promise<void>): Cancel {
    return this.shared.after(delayMs, () => (this.stopped ? undefined : run()));
  }

  /** Nothing of ours runs any more. */
  stop(): void {
    this.stopped = true;
  }
}
