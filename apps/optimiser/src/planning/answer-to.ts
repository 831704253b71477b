import { exactAmps, javascriptSolver, lpPlanner, lpPlannerOver, type Solver, soundPlanOf } from '@headroom/domain';
import { PLAN_BUDGET_MS, plannersWith } from './planners';
import type { Answers, Question } from './questions';

/** Of the exact tick of a small depot. */
const EXACT_BUDGET_MS = 50;

/** What the planner's thread makes of a question. */
export function answerTo(question: Question, solver: Solver): Answers[Question['kind']] {
  if (question.kind === 'plan') {
    const planners = plannersWith(solver === javascriptSolver ? lpPlanner : lpPlannerOver(solver));
    return soundPlanOf(planners, question.problem, PLAN_BUDGET_MS).plan;
  }
  const exact = exactAmps(question.problem, EXACT_BUDGET_MS, solver);
  return exact && { by: solver.id, amps: exact.sockets.map(({ amps }) => amps) };
}
