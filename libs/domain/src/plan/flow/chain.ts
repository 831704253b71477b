// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { Flow } from './flow';

/**
 * Whether the chain of a search passes a slot twice. In the flow that the search began with, the room for each step is then room for both; once
 * the same search has moved something it need not be, and the chain must wait for the next.
 */
export function passesTwice({ cameFrom, cameThrough }: Flow, end: number): boolean {
  for (let job = end; cameFrom[job]! >= 0; job = cameFrom[job]!)
    for (let other = cameFrom[job]!; cameFrom[other]! >= 0; other = cameFrom[other]!)
      if (cameThrough[other] === cameThrough[job]) return true;
  return false;
}
