import { flowPlanner, type HorizonPlanner, lpPlanner, phasesPlanner } from '@headroom/domain';

/** In the order in which they are asked: exact where only kW bind, good where phases do, exact and slow for small depots. */
export const planners: readonly HorizonPlanner[] = [flowPlanner, phasesPlanner, lpPlanner];

/** Of one planner for one depot. */
export const PLAN_BUDGET_MS = 500;
