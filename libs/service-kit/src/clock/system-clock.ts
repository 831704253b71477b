import { ScaledClock } from './scaled-clock';

/** The wall clock. */
export class SystemClock extends ScaledClock {
  constructor() {
    super(1);
  }

  override now(): number {
    return Date.now();
  }
}
