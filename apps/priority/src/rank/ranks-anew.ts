import type { SocketState } from '@headroom/contracts';

/** Whether a socket's new state may change who goes first. What flows there does not: that comes with the van's state of charge. */
export function ranksAnew(before: SocketState | undefined, now: SocketState | null): boolean {
  if (!before?.plugged && !now?.plugged) return false;
  return (
    before?.plugged !== now?.plugged || before?.vehicle !== now?.vehicle || before?.tagKind !== now?.tagKind || before?.tag !== now?.tag
  );
}
