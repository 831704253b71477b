export type { Allocation, AllocationProblem, Allocator, SocketAllocation, SocketDemand } from './allocator';
export { lpAllocator, lpAllocatorWithin } from './lp-allocator';
export { slicesAllocator } from './slices-allocator';
