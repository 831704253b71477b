import type { Allocator } from '../allocator';
import { oneByOne } from './one-by-one';
import { soonest } from './order';

const byLaxity = soonest(({ demand }) => demand.laxityMs);

/**
 * Least laxity first: who can least afford to wait charges at full rate. Whoever poses the problem should rank the laxities anew
 * only every few minutes, for two vans of equal laxity otherwise take turns at every look.
 */
export const leastLaxityAllocator: Allocator = { id: 'llf', allocate: (problem) => oneByOne('llf', problem, byLaxity) };
