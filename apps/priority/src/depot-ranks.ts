import type { SocketState } from '@headroom/contracts';
import type { Cancel } from '@headroom/service-kit';
import type { Rank } from './rank/rank-depot';

/** What is remembered of one depot between two ranks. */
export class DepotRanks {
  /** The states that the last ranks followed from. */
  readonly sockets = new Map<string, SocketState>();
  rankedMs = Number.NEGATIVE_INFINITY;
  /** A rank that is due. */
  due: Cancel | null = null;
  /** The ranks that were told last. */
  told: string | null;

  constructor(sockets: readonly SocketState[], told: readonly Rank[] | undefined) {
    for (const state of sockets) this.sockets.set(state.socket, state);
    this.told = told === undefined ? null : JSON.stringify(told);
  }
}
