import type { SocketState, VehicleState } from '@headroom/contracts';
import type { Cancel } from '@headroom/service-kit';
import type { Rank } from './rank/rank-depot';

/** What is remembered of one depot between two ranks. */
export class DepotRanks {
  /** The states that the last ranks followed from. */
  readonly sockets = new Map<string, SocketState>();
  /** The vans as they were when one of them last made a leap. */
  readonly vehicles = new Map<string, VehicleState>();
  rankedMs = Number.NEGATIVE_INFINITY;
  /** The ranks that were told last. */
  told: string | null;
  private due: { readonly atMs: number; readonly cancel: Cancel } | null = null;

  constructor(sockets: readonly SocketState[], told: readonly Rank[] | undefined) {
    for (const state of sockets) this.sockets.set(state.socket, state);
    this.told = told === undefined ? null : JSON.stringify(told);
  }

  /** Sees to it that ranks are worked out by this moment; an earlier one stands. */
  rankBy(atMs: number, start: () => Cancel): void {
    if (this.due && this.due.atMs <= atMs) return;
    this.due?.cancel();
    this.due = { atMs, cancel: start() };
  }

  rest(): void {
    this.due?.cancel();
    this.due = null;
  }
}
