export { type PlanCommandAnswer, planCommand } from './answer';
export type { PlanCommandProblem } from './problem';
