export * from './priority-of';
export { socDeficitOf } from './soc-deficit';
export { urgencyOf } from './urgency';
export type { Priority, PriorityWeights } from './weights';
