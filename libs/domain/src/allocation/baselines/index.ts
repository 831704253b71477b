export { earliestDeadlineAllocator } from './earliest-deadline';
export { equalShareAllocator } from './equal-share';
export { leastLaxityAllocator } from './least-laxity';
export { roundRobinAllocator } from './round-robin';
