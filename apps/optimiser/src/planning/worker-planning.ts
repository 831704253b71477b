import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type HorizonPlan, type HorizonProblem, soundPlanOf } from '@headroom/domain';
import { PLAN_BUDGET_MS, planners } from './planners';
import { Planning } from './planning';

/** A worker that has not answered by then hangs: it is ended, and another one begins. */
const ANSWERS_WITHIN_MS = 10_000;
/** So small a problem is planned in this thread in a few ms when the worker cannot. */
const SMALL_JOBS = 60;

interface Asked {
  readonly problem: HorizonProblem;
  readonly answer: (plan: HorizonPlan | null) => void;
  readonly timer: NodeJS.Timeout;
}

/** Plans in a thread of its own, one for the whole process, so that messages and cuts never wait for a plan. */
export class WorkerPlanning extends Planning {
  private worker: Worker | null = null;
  private readonly asked = new Map<number, Asked>();
  private lastId = 0;
  private isClosed = false;

  constructor(
    private readonly script = join(__dirname, 'planner-worker.js'),
    private readonly answersWithinMs = ANSWERS_WITHIN_MS,
  ) {
    super();
  }

  plan(problem: HorizonProblem): Promise<HorizonPlan | null> {
    if (this.isClosed) return Promise.resolve(null);
    return new Promise((answer) => {
      const id = ++this.lastId;
      // Of a machine's threads, not of the depot's time, so it is no business of the Clock.
      const timer = setTimeout(() => void this.worker?.terminate(), this.answersWithinMs);
      timer.unref();
      this.asked.set(id, { problem, answer, timer });
      this.running().postMessage({ id, problem });
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.worker?.terminate();
  }

  private running(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(this.script);
    worker.unref();
    worker.on('message', ({ id, plan }: { id: number; plan: HorizonPlan | null }) => this.answered(id, plan));
    // Without a listener an error in the worker would end the process; its end is what counts.
    worker.on('error', () => {});
    worker.on('exit', () => this.ended());
    this.worker = worker;
    return worker;
  }

  private answered(id: number, plan: HorizonPlan | null): void {
    const asked = this.asked.get(id);
    if (!asked) return;
    clearTimeout(asked.timer);
    this.asked.delete(id);
    asked.answer(plan);
  }

  /** What it still owed is planned here where that is quick, and by the next worker at the next minute where it is not. */
  private ended(): void {
    this.worker = null;
    for (const [id, { problem }] of [...this.asked]) {
      const isQuick = !this.isClosed && problem.jobs.length <= SMALL_JOBS;
      this.answered(id, isQuick ? soundPlanOf(planners, problem, PLAN_BUDGET_MS).plan : null);
    }
  }
}
