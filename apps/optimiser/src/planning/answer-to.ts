import { exactAmps, type HorizonPlanner, javascriptSolver } from '@headroom/domain';
import { planned } from './planned';
import type { Answers, Question } from './questions';

/** Of the exact tick. Its solver is the small one whatever plans are made by: HiGHS needs 100 ms to begin with where this one needs 1 to 20. */
const EXACT_BUDGET_MS = 50;

/** What the planner's thread makes of a question. */
export function answerTo(question: Question, planners: readonly HorizonPlanner[]): Answers[Question['kind']] {
  if (question.kind === 'plan') return planned(question.problem, planners);
  const exact = exactAmps(question.problem, EXACT_BUDGET_MS, javascriptSolver);
  return exact && { by: javascriptSolver.id, amps: exact.sockets.map(({ amps }) => amps) };
}
