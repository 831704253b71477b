import type { Cancel, Clock } from '@headroom/service-kit';

/** Timers that are known by name: starting one again replaces it, and all can be ended at once. */
export class NamedTimers {
  private readonly running = new Map<string, Cancel>();

  constructor(private readonly clock: Clock) {}

  start(name: string, delayMs: number, run: () => void): void {
    this.end(name);
    const cancel = this.clock.after(delayMs, () => {
      this.running.delete(name);
      run();
    });
    this.running.set(name, cancel);
  }

  end(name: string): void {
    this.running.get(name)?.();
    this.running.delete(name);
  }

  endAll(): void {
    for (const name of [...this.running.keys()]) this.end(name);
  }
}
