import type { Allocator } from '../allocator';
import { oneByOne } from './one-by-one';
import { soonest } from './order';

const byDeparture = soonest(({ demand }) => demand.departAtMs);

/** Earliest deadline first: who leaves next charges at full rate, whatever it lacks; a van whose departure is not known goes last. */
export const earliestDeadlineAllocator: Allocator = { id: 'edf', allocate: (problem) => oneByOne('edf', problem, byDeparture) };
