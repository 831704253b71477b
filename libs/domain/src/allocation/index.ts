export type { Allocation, AllocationProblem, Allocator, SocketAllocation, SocketDemand } from './allocator';
export { earliestDeadlineAllocator, equalShareAllocator, leastLaxityAllocator, roundRobinAllocator } from './baselines';
export { lpAllocator, lpAllocatorWithin } from './lp-allocator';
export { slicesAllocator } from './slices-allocator';
