// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { type PhaseLoad, put, roomFor } from './phase-load';

/** Gives every job in that order what it still needs, in the cheapest slots that have room. */
export function fillCheapest(load: PhaseLoad, order: Iterable<number>): void {
  const { slots, slotWords, window } = load.model;
  for (const i of order)
    for (let rank = 0; rank < slots && (load.unserved[i] as number) > 0; rank++) {
      if (((window[i * slotWords + (rank >> 5)] as number) & (1 << (rank & 31))) === 0) continue;
      const amount = Math.min(load.unserved[i] as number, roomFor(load, i, rank));
      if (amount <= 0) continue;
      put(load, i, rank, amount);
      load.unserved[i]! -= amount;
    }
}
