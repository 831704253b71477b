import { type Cancel, Clock } from './clock';

interface Timer {
  readonly atMs: number;
  readonly order: number;
  /** null: it has run, or will not. */
  run: (() => void | Promise<void>) | null;
}

/** Time that stands still until it is told to run, then jumps from timer to timer. */
export class VirtualClock extends Clock {
  private readonly timers: Timer[] = [];
  private order = 0;
  /** Runs that were started and have not ended. */
  private running = 0;
  private failed: { readonly error: unknown } | null = null;

  constructor(private nowMs: number) {
    super();
  }

  now(): number {
    return this.nowMs;
  }

  after(delayMs: number, run: () => void | Promise<void>): Cancel {
    const timer: Timer = { atMs: this.nowMs + Math.max(0, delayMs), order: this.order++, run };
    this.push(timer);
    return () => {
      timer.run = null;
    };
  }

  /**
   * Runs every timer due up to `untilMs`, in order of time. After each moment `settled` is awaited (the bus has
   * delivered all that was told), so that effects come before the next moment's causes. Throws what a timer threw.
   */
  async runUntil(untilMs: number, settled: () => Promise<void>): Promise<void> {
    await settled();
    for (let due = this.timers[0]; due && due.atMs <= untilMs; due = this.timers[0]) {
      this.nowMs = Math.max(this.nowMs, due.atMs);
      while (this.timers[0] && this.timers[0].atMs <= this.nowMs) {
        const timer = this.pop();
        // Not awaited: a run may itself wait for what only `settled` brings about.
        this.start(timer);
      }
      await settled();
      await this.runsGoOn();
      await settled();
      if (this.failed) throw this.failed.error;
    }
    this.nowMs = Math.max(this.nowMs, untilMs);
  }

  private start(timer: Timer): void {
    const { run } = timer;
    timer.run = null;
    try {
      const running = run?.();
      if (!running) return;
      this.running++;
      running.then(this.ended, this.fails);
    } catch (error) {
      this.failed ??= { error };
    }
  }

  private readonly ended = (): void => {
    this.running--;
  };

  private readonly fails = (error: unknown): void => {
    this.running--;
    this.failed ??= { error };
  };

  /**
   * Lets the timers' own promises go on, so that what repeats has asked for its next moment before time jumps. Most have ended
   * within a few microtasks; a turn of the event loop, which costs as much as many messages, is left to those that have not.
   */
  private async runsGoOn(): Promise<void> {
    for (let tasks = 0; this.running > 0 && tasks < MICROTASKS; tasks++) await null;
    if (this.running > 0) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  private push(timer: Timer): void {
    const heap = this.timers;
    let index = heap.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(timer, heap[parent] as Timer)) break;
      heap[index] = heap[parent] as Timer;
      index = parent;
    }
    heap[index] = timer;
  }

  private pop(): Timer {
    const heap = this.timers;
    const first = heap[0] as Timer;
    const last = heap.pop() as Timer;
    if (heap.length > 0) {
      let index = 0;
      for (;;) {
        let child = 2 * index + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && before(heap[child + 1] as Timer, heap[child] as Timer)) child++;
        if (!before(heap[child] as Timer, last)) break;
        heap[index] = heap[child] as Timer;
        index = child;
      }
      heap[index] = last;
    }
    return first;
  }
}

const MICROTASKS = 10;

const before = (a: Timer, b: Timer): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
