import type { Allocator } from './allocator';
export const lpAllocator: Allocator = { id: 'lp', allocate: () => ({ allocator: 'lp', sockets: [] }) };
