import { parentPort } from 'node:worker_threads';
import { type HorizonProblem, soundPlanOf } from '@headroom/domain';
import { PLAN_BUDGET_MS, planners } from './planners';

/** Plans whatever it is asked, one problem after the other. */
parentPort?.on('message', ({ id, problem }: { id: number; problem: HorizonProblem }) => {
  parentPort?.postMessage({ id, plan: soundPlanOf(planners, problem, PLAN_BUDGET_MS).plan });
});
