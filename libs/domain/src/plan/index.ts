export { flowPlanner } from './flow-planner';
export * from './horizon-plan';
export * from './horizon-problem';
