import type { Ledger, Target } from './ledger';

/** Takes an allocation's targets. A socket that is not among them keeps the one it had. */
export function aimed(ledger: Ledger, targets: readonly Target[]): Ledger {
  return { ...ledger, targets: withTargets(ledger.targets, targets) };
}

/** Sets targets by hand; they stand before any allocation until they are released. The safety rules hold for them as well. */
export function aimedByHand(ledger: Ledger, targets: readonly Target[]): Ledger {
  return { ...ledger, manual: withTargets(ledger.manual, targets) };
}

/** Gives these sockets back to the allocation; all of them where none is named. */
export function releasedFromHand(ledger: Ledger, sockets?: readonly string[]): Ledger {
  const manual = new Map(sockets === undefined ? [] : ledger.manual);
  for (const socket of sockets ?? []) manual.delete(socket);
  return { ...ledger, manual };
}

/** A target that is no number is worth nothing: the one before it stands. */
function withTargets(before: ReadonlyMap<string, Target>, targets: readonly Target[]): ReadonlyMap<string, Target> {
  const after = new Map(before);
  for (const target of targets) if (Number.isFinite(target.amps) && target.amps >= 0) after.set(target.socket, target);
  return after;
}
