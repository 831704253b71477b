import type { Allocator } from './allocator';
export const slicesAllocator: Allocator = { id: 'slices', allocate: () => ({ allocator: 'slices', sockets: [] }) };
