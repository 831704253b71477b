/** What amps are shared out by; an `Allocator` of libs/domain. */
export const ALLOCATOR = Symbol('allocator');
