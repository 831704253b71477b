import { parentPort, workerData } from 'node:worker_threads';
import { lpPlanner, lpPlannerOver } from '@headroom/domain';
import { loadHighsSolver } from '../solvers/highs-solver';
import { answerTo } from './answer-to';
import { plannersWith } from './planners';
import type { Question, SolverName } from './questions';

/** Answers whatever it is asked, one question after the other. */
async function work(solver: SolverName): Promise<void> {
  const planners = plannersWith(solver === 'highs' ? lpPlannerOver(await loadHighsSolver()) : lpPlanner);
  parentPort?.on('message', (question: Question) => parentPort?.postMessage({ id: question.id, answer: answerTo(question, planners) }));
}

// Where that fails the thread ends, and whoever began it begins another one.
void work((workerData as { solver: SolverName }).solver);
