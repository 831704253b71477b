export { flowPlanner } from './flow-planner';
export { horizonFaults } from './horizon-faults';
export * from './horizon-plan';
export * from './horizon-problem';
export { improvedBy } from './improved-by';
export { lpPlanner, lpPlannerOver } from './lp-planner';
export { phasesPlanner } from './phases-planner';
