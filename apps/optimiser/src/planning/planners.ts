import { flowPlanner, type HorizonPlanner, improvedBy, lpPlanner, phasesPlanner } from '@headroom/domain';

/** Of one planner for one depot. */
export const PLAN_BUDGET_MS = 500;
/** Of a solver, in a thread that nobody waits for: a hundred vans for two days take HiGHS two to three seconds. */
const SOLVER_BUDGET_MS = 5_000;

/** In the order in which they are asked: exact where only kW bind, good where phases do, exact and slow for small depots. */
export const planners: readonly HorizonPlanner[] = [flowPlanner, phasesPlanner, lpPlanner];

/** The same where there is time: what is only good where phases bind is made better by linear programmes, as far as their solver goes. */
export const plannersWith = (lp: HorizonPlanner): readonly HorizonPlanner[] => [
  flowPlanner,
  improvedBy(phasesPlanner, lp, SOLVER_BUDGET_MS),
  lp,
];
