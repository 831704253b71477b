import { parentPort, workerData } from 'node:worker_threads';
import { javascriptSolver } from '@headroom/domain';
import { loadHighsSolver } from '../solvers/highs-solver';
import { answerTo } from './answer-to';
import type { Question, SolverName } from './questions';

/** Answers whatever it is asked, one question after the other. */
async function work(name: SolverName): Promise<void> {
  const solver = name === 'highs' ? await loadHighsSolver() : javascriptSolver;
  parentPort?.on('message', (question: Question) => parentPort?.postMessage({ id: question.id, answer: answerTo(question, solver) }));
}

// Where that fails the thread ends, and whoever began it begins another one.
void work((workerData as { solver: SolverName }).solver);
