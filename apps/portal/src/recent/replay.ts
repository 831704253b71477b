import type { DepotAllocation } from '@headroom/contracts';
import {
  type Allocator,
  emergencyAllocator,
  fastTick,
  firstSoundOf,
  lpAllocator,
  orProposed,
  type SocketAllocation,
  slicesAllocator,
  tickAllocatorWith,
} from '@headroom/domain';

const tick = tickAllocatorWith(fastTick);
/** Set up as the optimiser sets them up. */
const allocators: ReadonlyMap<string, Allocator> = new Map(
  [tick, orProposed(firstSoundOf(tick, slicesAllocator)), slicesAllocator, lpAllocator, emergencyAllocator].map((allocator) => [
    allocator.id,
    allocator,
  ]),
);

export interface Replay {
  readonly id: string;
  readonly allocator: string;
  /** The same amps for every socket as when it was decided. */
  readonly same: boolean;
  readonly sockets: readonly SocketAllocation[];
}

/** Decides again what was decided, from the recorded inputs alone. null: the allocator is not known any more. */
export function replay(decision: DepotAllocation): Replay | null {
  const allocator = allocators.get(decision.allocator);
  if (!allocator) return null;
  const { sockets } = allocator.allocate(decision.problem);
  const then = new Map(decision.sockets.map(({ socket, amps }) => [socket, amps]));
  const same = sockets.length === then.size && sockets.every(({ socket, amps }) => then.get(socket) === amps);
  return { id: decision.id, allocator: decision.allocator, same, sockets };
}
