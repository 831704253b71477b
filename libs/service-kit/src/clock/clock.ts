/** Ends a timer; calling it twice does nothing more. */
export type Cancel = () => void;

/** The only source of time: live, faster than live, or virtual. Injected, so that a trial runs the very services. */
export abstract class Clock {
  /** Milliseconds since 1970. */
  abstract now(): number;
  /** Runs once, `delayMs` from now. */
  abstract after(delayMs: number, run: () => void | Promise<void>): Cancel;

  /** Runs every `periodMs`; a run that is still going when the next one is due is not started again. */
  every(periodMs: number, run: () => void | Promise<void>): Cancel {
    let ended = false;
    let cancel: Cancel = () => {};
    const next = () => {
      if (!ended) cancel = this.after(periodMs, runOnce);
    };
    // One failure, a broker that was away perhaps, must not be the last run.
    const runOnce = (): void | Promise<void> => {
      let running: void | Promise<void>;
      try {
        running = run();
      } catch (error) {
        next();
        throw error;
      }
      if (running) return running.finally(next);
      next();
    };
    next();
    return () => {
      ended = true;
      cancel();
    };
  }
}

/** `2026-11-23T17:00:00.000Z` of milliseconds since 1970. */
export const instantOf = (ms: number): string => new Date(ms).toISOString();

/** Milliseconds since 1970 of an ISO 8601 time. */
export const millisOf = (instant: string): number => Date.parse(instant);
