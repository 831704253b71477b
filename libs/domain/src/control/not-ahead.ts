import type { Ledger, SocketLedger } from './ledger';
import type { ControlSettings } from './picture';

/**
 * The ledger after the machine's clock was set back: what was done lies in the past, and what is waited for no further ahead than
 * it ever is. Otherwise cuts, retries and expiries would wait until the clock has caught up. The same object where nothing is ahead.
 */
export function notAhead(ledger: Ledger, settings: ControlSettings, nowMs: number): Ledger {
  const rows = [...ledger.sockets.values()].map((row) => rowNotAhead(row, settings, nowMs));
  const isSet = rows.some((row) => ledger.sockets.get(row.socket) !== row);
  const isSentAhead = [...ledger.lastSentMs.values()].some((atMs) => atMs > nowMs);
  if (!isSet && !isSentAhead) return ledger;
  return {
    ...ledger,
    sockets: isSet ? new Map(rows.map((row) => [row.socket, row])) : ledger.sockets,
    lastSentMs: new Map([...ledger.lastSentMs].map(([chargePoint, atMs]) => [chargePoint, Math.min(atMs, nowMs)])),
  };
}

function rowNotAhead(row: SocketLedger, settings: ControlSettings, nowMs: number): SocketLedger {
  const { issuedAtMs, answeredAtMs, overSinceMs, expiresAtMs, retryAtMs, heldBackUntilMs } = row;
  const isAhead =
    (issuedAtMs ?? 0) > nowMs ||
    (answeredAtMs ?? 0) > nowMs ||
    (overSinceMs ?? 0) > nowMs ||
    (expiresAtMs ?? 0) > nowMs + settings.expiryMs ||
    (retryAtMs ?? 0) > nowMs + settings.slowRetryMs ||
    (heldBackUntilMs ?? 0) > nowMs + settings.holdBackMs;
  if (!isAhead) return row;
  return {
    ...row,
    issuedAtMs: atMost(issuedAtMs, nowMs),
    answeredAtMs: atMost(answeredAtMs, nowMs),
    overSinceMs: atMost(overSinceMs, nowMs),
    expiresAtMs: atMost(expiresAtMs, nowMs + settings.expiryMs),
    retryAtMs: atMost(retryAtMs, nowMs + settings.slowRetryMs),
    heldBackUntilMs: atMost(heldBackUntilMs, nowMs + settings.holdBackMs),
  };
}

const atMost = (ms: number | null, mostMs: number): number | null => (ms === null ? null : Math.min(ms, mostMs));
