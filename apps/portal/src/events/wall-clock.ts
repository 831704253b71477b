import { type Cancel, Clock } from '@headroom/service-kit';

/** The clock of people and networks: even where the estate's clock runs faster, a page is not told sixty times as much. */
export class WallClock extends Clock {
  constructor(private readonly clock: Clock) {
    super();
  }

  now(): number {
    return this.clock.now();
  }

  after(delayMs: number, run: () => void | Promise<void>): Cancel {
    return this.clock.after(delayMs, run);
  }
}
