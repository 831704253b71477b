import type { DepotHeadroom, SocketState } from '@headroom/contracts';
import { aimedByHand, defaultControlSettings, emptyLedger, type Ledger, releasedFromHand, type Target } from '@headroom/domain';
import type { Cancel } from '@headroom/service-kit';

/** A depot in control's hands: its ledger, when it is looked at next, and what of the last messages tells whether that can wait. */
export class ControlledDepot {
  ledger: Ledger = emptyLedger();
  /** What of the ledger is on state.setpoints. */
  kept: Ledger = emptyLedger();
  private wake: { readonly atMs: number; readonly cancel: Cancel } | null = null;
  private readonly byHand = new Map<string, Cancel>();
  private readonly grantableKw = new Map<string, number>();
  private readonly heard = new Map<string, string>();

  /** Sees to it that it is looked at by this moment; an earlier one stands. */
  wakeBy(atMs: number, start: (dueMs: number) => Cancel): void {
    if (this.wake && this.wake.atMs <= atMs) return;
    this.wake?.cancel();
    this.wake = { atMs, cancel: start(atMs) };
  }

  sleep(): void {
    this.wake?.cancel();
    this.wake = null;
  }

  /** It is another process's depot now, or nobody's. */
  end(): void {
    this.sleep();
    for (const cancel of this.byHand.values()) cancel();
    this.byHand.clear();
  }

  /** Sets a socket by hand, until `release` is called. */
  hold(target: Target, cancelRelease: Cancel): void {
    this.ledger = aimedByHand(this.ledger, [target]);
    this.byHand.set(target.socket, cancelRelease);
  }

  /** Gives it back to the allocation. */
  release(socket: string): void {
    this.byHand.get(socket)?.();
    this.byHand.delete(socket);
    this.ledger = releasedFromHand(this.ledger, [socket]);
  }

  /** Whether less may be granted on a connection than before; remembers it. */
  hasLess(headroom: DepotHeadroom | null): boolean {
    let less = headroom === null;
    for (const { id, grantableKw } of headroom?.connections ?? []) {
      less ||= grantableKw < (this.grantableKw.get(id) ?? Number.POSITIVE_INFINITY);
      this.grantableKw.set(id, grantableKw);
    }
    return less;
  }

  /** Whether a socket was plugged, booted, lost or found again, so that it must be told, or draws on other phases than before; remembers it. */
  isAnew(socket: string, state: SocketState | null): boolean {
    const carrying = state?.phaseCurrentsA?.map((amps) => amps >= defaultControlSettings.phaseIdleA);
    const heard = `${state?.epoch} ${state?.plugged} ${state?.lost} ${carrying}`;
    const isAnew = this.heard.get(socket) !== heard;
    this.heard.set(socket, heard);
    return isAnew;
  }
}
