export type { Allocation, AllocationProblem, Allocator, Phase, SocketAllocation, SocketDemand } from './allocator';
export { lpAllocator } from './lp-allocator';
export { slicesAllocator } from './slices-allocator';
