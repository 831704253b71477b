import type { Allocation, AllocationProblem, Allocator } from './allocator';
import { emergencyAllocator } from './emergency-allocator';
import { faultIn, type Judge } from './sound';

/** An answer that may be used, and whose answers could not be. */
export interface Decision {
  readonly allocation: Allocation;
  readonly rejected: readonly { readonly allocator: string; readonly why: string }[];
}

/**
 * Asks the allocators in turn until the oracle finds nothing wrong with an answer. The last is always the emergency pass, which only
 * cuts: so there is an answer whatever happens, and 'no plan' is none.
 */
export function decideWithin(allocators: readonly Allocator[], problem: AllocationProblem, judge: Judge = faultIn): Decision {
  const rejected: { allocator: string; why: string }[] = [];
  for (const allocator of allocators) {
    const answer = answerOf(allocator, problem, judge);
    if (typeof answer !== 'string') return { allocation: answer, rejected };
    rejected.push({ allocator: allocator.id, why: answer });
  }
  return { allocation: emergencyAllocator.allocate(problem), rejected };
}

/** The same as an allocator of its own; its answers name the one that gave them. */
export function firstSoundOf(...allocators: Allocator[]): Allocator {
  return {
    id: `first sound of ${allocators.map(({ id }) => id).join(', ')}`,
    allocate: (problem) => decideWithin(allocators, problem).allocation,
  };
}

/** An allocation, or why there is none. Allocators do not throw, but a solver that somebody adds may. */
function answerOf(allocator: Allocator, problem: AllocationProblem, judge: Judge): Allocation | string {
  try {
    const allocation = allocator.allocate(problem);
    return judge(problem, allocation) ?? allocation;
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
