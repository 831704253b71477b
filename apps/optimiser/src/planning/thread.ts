import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';

/** A worker that dies at once is begun no more often than this. */
const LONGEST_PAUSE_MS = 5 * 60_000;

export interface ThreadTimes {
  readonly answersWithinMs: number;
  readonly restartAfterMs: number;
}

/**
 * A worker thread that answers questions one after the other. It may die or hang: then what it owes is answered by `undefined`, and so is
 * what is asked until another one begins, after a pause that doubles with each death until one has answered. Its times are a machine's, not the
 * depot's, so they are no business of the Clock.
 */
export class Thread {
  isClosed = false;
  private worker: Worker | null = null;
  private readonly asked = new Map<number, (answer: unknown) => void>();
  private lastId = 0;
  private deaths = 0;
  private restartAtMs = Number.NEGATIVE_INFINITY;
  private hangs: NodeJS.Timeout | undefined;
  private readonly logger = new Logger('Planner thread');

  constructor(
    private readonly script: string,
    private readonly data: object,
    private readonly times: ThreadTimes,
  ) {}

  /** Questions that are not answered yet. */
  get waiting(): number {
    return this.asked.size;
  }

  /** The answer; undefined: there will be none. */
  ask(question: object): Promise<unknown> {
    const worker = this.running();
    if (worker === null) return Promise.resolve(undefined);
    return new Promise((answer) => {
      const id = ++this.lastId;
      this.asked.set(id, answer);
      if (this.asked.size === 1) this.watch();
      worker.postMessage({ ...question, id });
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.worker?.terminate();
  }

  private running(): Worker | null {
    if (this.worker !== null || this.isClosed || performance.now() < this.restartAtMs) return this.worker;
    const worker = new Worker(this.script, { workerData: this.data });
    worker.unref();
    worker.on('message', ({ id, answer }: { id: number; answer: unknown }) => this.answered(id, answer));
    // Without a listener an error in the worker would end the process.
    worker.on('error', (error) => this.logger.warn(`failed: ${error instanceof Error ? error.message : String(error)}`));
    worker.on('exit', () => this.ended());
    this.worker = worker;
    return worker;
  }

  /** It hangs when it has answered nothing for so long; a question may wait longer than that behind others. */
  private watch(): void {
    clearTimeout(this.hangs);
    if (this.asked.size === 0) return;
    this.hangs = setTimeout(() => {
      this.logger.warn(`has not answered for ${this.times.answersWithinMs} ms and is ended`);
      void this.worker?.terminate();
    }, this.times.answersWithinMs);
    this.hangs.unref();
  }

  private answered(id: number, answer: unknown): void {
    this.deaths = 0;
    this.asked.get(id)?.(answer);
    this.asked.delete(id);
    this.watch();
  }

  private ended(): void {
    this.worker = null;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, this.times.restartAfterMs * 2 ** this.deaths++);
    this.restartAtMs = performance.now() + pauseMs;
    const owed = [...this.asked.values()];
    this.asked.clear();
    this.watch();
    for (const answer of owed) answer(undefined);
    if (!this.isClosed) this.logger.warn(`ended; another one begins in ${pauseMs / 1_000} s at the earliest`);
  }
}
