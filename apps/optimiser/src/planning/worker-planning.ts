import { join } from 'node:path';
import type { AllocationProblem, HorizonPlan, HorizonProblem } from '@headroom/domain';
import { planned } from './planned';
import { planners } from './planners';
import { Planning } from './planning';
import type { Answers, SolverName } from './questions';
import { Thread } from './thread';

/** So small a problem is planned in this thread in a few ms when the worker cannot. */
const SMALL_JOBS = 60;
/** Plans come first: where so many questions wait already, an exact tick is not asked for. */
const MOST_WAITING = 20;

export interface WorkerPlanningOptions {
  readonly solver?: SolverName;
  /** The code of the worker. */
  readonly script?: string;
  /** One that has answered nothing for so long, though it was asked, hangs. */
  readonly answersWithinMs?: number;
  /** Before a worker that has died is begun again for the first time; each further time it waits twice as long. */
  readonly restartAfterMs?: number;
}

/** Plans in a thread of its own, one for the whole process, so that messages and cuts never wait for a plan or a solver. */
export class WorkerPlanning extends Planning {
  private readonly thread: Thread;

  constructor({
    solver = 'javascript',
    script = join(__dirname, 'planner-worker.js'),
    answersWithinMs = 10_000,
    restartAfterMs = 1_000,
  }: WorkerPlanningOptions = {}) {
    super();
    this.thread = new Thread(script, { solver }, { answersWithinMs, restartAfterMs });
  }

  /** Without the thread it is planned here where that is quick, and at the next minute where it is not. */
  async plan(problem: HorizonProblem): Promise<HorizonPlan | null> {
    const answer = (await this.thread.ask({ kind: 'plan', problem })) as Answers['plan'] | undefined;
    if (answer !== undefined) return answer;
    return problem.jobs.length <= SMALL_JOBS && !this.thread.isClosed ? planned(problem, planners) : null;
  }

  async exactAmps(problem: AllocationProblem): Promise<Answers['exact']> {
    if (this.thread.waiting >= MOST_WAITING) return null;
    return ((await this.thread.ask({ kind: 'exact', problem })) as Answers['exact'] | undefined) ?? null;
  }

  close(): Promise<void> {
    return this.thread.close();
  }
}
