import type { Ledger, SocketLedger, Target } from './ledger';
import type { ControlPicture, ControlSocket } from './picture';
import type { Seat } from './seat';
import type { Setpoint } from './step';
import { possibleA } from './wanted';

/** Why a socket is told what it is told. */
export interface Why extends Pick<Target, 'reason' | 'causedBy'> {
  /** The limits are broken without it. */
  readonly emergency?: boolean;
}

/** Collects what goes out now, holds charge points to their gap, and notes in the rows what was told. */
export interface Outbox {
  readonly send: Setpoint[];
  readonly rows: Map<string, SocketLedger>;
  /** The charge points that were sent something now. */
  readonly lastSentMs: Map<string, number>;
  /** When the next message that had to wait may go. */
  waitsUntilMs: number | null;
  /** The socket's charge point may be sent something now. */
  isOpen(socket: ControlSocket): boolean;
  /** Sends, or notes that it has to wait; false where it has to wait. */
  tell(seat: Seat, amps: number, raises: boolean, why: Why): boolean;
}

export function openOutbox(ledger: Ledger, picture: ControlPicture, nowMs: number, newId: () => string): Outbox {
  const issuedMs = lastIssuedMs(ledger, picture);
  const outbox: Outbox = { send: [], rows: new Map(), lastSentMs: new Map(), waitsUntilMs: null, isOpen, tell };
  return outbox;

  function opensAtMs({ chargePoint, minMessageGapMs }: ControlSocket): number {
    const lastMs = outbox.lastSentMs.get(chargePoint) ?? ledger.lastSentMs.get(chargePoint) ?? issuedMs(chargePoint);
    return lastMs + minMessageGapMs;
  }

  function isOpen(socket: ControlSocket): boolean {
    return nowMs >= opensAtMs(socket);
  }

  function tell({ socket, row }: Seat, asked: number, raises: boolean, { emergency, ...why }: Why): boolean {
    const atMs = opensAtMs(socket);
    if (nowMs < atMs) {
      outbox.waitsUntilMs = Math.min(outbox.waitsUntilMs ?? atMs, atMs);
      return false;
    }
    const id = newId();
    // The last gate: whatever asked for it, nothing illegal goes out.
    const amps = possibleA(asked, socket);
    const expiresAtMs = nowMs + picture.settings.expiryMs;
    const mode = picture.mode === 'test' ? 'test' : 'live';
    outbox.send.push({ id, socket: socket.id, amps, mode, issuedAtMs: nowMs, expiresAtMs, raises, ...why });
    // At a cold start the cut is from what may hold, not from what was given: there is nothing to swing back to.
    const heldBackUntilMs = emergency && row.confirmedA !== null ? nowMs + picture.settings.holdBackMs : row.heldBackUntilMs;
    outbox.rows.set(socket.id, told(row, socket, { id, amps, nowMs, expiresAtMs, heldBackUntilMs, reason: why.reason }));
    outbox.lastSentMs.set(socket.chargePoint, nowMs);
    return true;
  }
}

/** After a restart only the rows tell when a charge point was last sent something; they are gone through once, and only then. */
function lastIssuedMs(ledger: Ledger, picture: ControlPicture): (chargePoint: string) => number {
  let known: Map<string, number> | null = null;
  return (chargePoint) => {
    known ??= picture.sockets.reduce((lastMs, { id, chargePoint: unit }) => {
      const issuedAtMs = ledger.sockets.get(id)?.issuedAtMs ?? Number.NEGATIVE_INFINITY;
      return lastMs.set(unit, Math.max(lastMs.get(unit) ?? Number.NEGATIVE_INFINITY, issuedAtMs));
    }, new Map<string, number>());
    return known.get(chargePoint) ?? Number.NEGATIVE_INFINITY;
  };
}

interface Telling {
  readonly id: string;
  readonly amps: number;
  readonly nowMs: number;
  readonly expiresAtMs: number;
  readonly heldBackUntilMs: number | null;
  readonly reason: string;
}

/** What was told before and never confirmed may hold all the same: it joins what counts until this one is confirmed. */
function told(row: SocketLedger, socket: ControlSocket, telling: Telling): SocketLedger {
  const { id, amps, nowMs, expiresAtMs, heldBackUntilMs, reason } = telling;
  return {
    ...row,
    setpointId: id,
    toldA: amps,
    confirmedA: row.confirmedA === null ? null : Math.max(row.confirmedA, row.toldA ?? 0),
    state: 'sent',
    issuedAtMs: nowMs,
    expiresAtMs,
    answeredAtMs: null,
    resultCode: null,
    attempts: attemptsAfter(row),
    epoch: socket.epoch,
    reason,
    retryAtMs: null,
    overSinceMs: null,
    heldBackUntilMs,
  };
}

function attemptsAfter(row: SocketLedger): number {
  if (row.state === 'failed') return row.attempts + 1;
  return row.state === 'sent' || row.overSinceMs !== null ? Math.max(1, row.attempts) : 1;
}
