import type { SocketState, VehicleState } from '@headroom/contracts';

/** A battery that has filled by more since its van was ranked did not just charge: it was read anew. */
const LEAP_PCT = 5;

/** Whether a socket's new state may change who goes first. What flows there does not: that comes with the van's state of charge. */
export function ranksAnew(before: SocketState | undefined, now: SocketState | null): boolean {
  if (!before?.plugged && !now?.plugged) return false;
  return (
    before?.plugged !== now?.plugged || before?.vehicle !== now?.vehicle || before?.tagKind !== now?.tagKind || before?.tag !== now?.tag
  );
}

/** Whether a van's new state may put it far before or behind others, as against a battery that fills step by step. */
export function leaps(before: VehicleState | undefined, now: VehicleState | null): boolean {
  if (!before || !now) return before !== (now ?? undefined);
  return (
    before.socket !== now.socket ||
    before.departAt !== now.departAt ||
    before.targetSocPct !== now.targetSocPct ||
    (before.neededKwh === null) !== (now.neededKwh === null) ||
    (before.neededKwh === 0) !== (now.neededKwh === 0) ||
    isLeap(before.socPct, now.socPct)
  );
}

const isLeap = (before: number | null, now: number | null): boolean =>
  before === null || now === null ? before !== now : Math.abs(now - before) >= LEAP_PCT;
