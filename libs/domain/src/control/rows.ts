import type { Phase } from '../grid';
import { emptyLedger, type Ledger, neverTold, type SocketLedger } from './ledger';
import type { PhaseUse } from './phase-use';

/** What is kept of a socket's ledger: the contracts' `setpointStates` without its envelope and depot. */
export interface LedgerRow {
  readonly socket: string;
  readonly setpointId: string | null;
  readonly toldA: number | null;
  readonly confirmedA: number | null;
  readonly state: 'unknown' | 'sent' | 'accepted' | 'confirmed' | 'failed';
  /** UTC, ISO 8601, milliseconds. */
  readonly issuedAt: string | null;
  readonly expiresAt: string | null;
  readonly attempts: number;
  readonly epoch: number | null;
  readonly reason: string | null;
  /** Supply phases that it counts on while the epoch is the same; null: all that it is wired to. */
  readonly phases?: Phase[] | null;
}

/** What really holds, one row a socket. In mode test these are the rows of before, for nothing told in test is enacted. */
export function rowsOf(ledger: Ledger): LedgerRow[] {
  return [...kept(ledger).values()].map(rowOf);
}

/** The rows that differ from those of the ledger before: what is to be told on state.setpoints, before the setpoints themselves go out. */
export function changedRows(before: Ledger, after: Ledger): LedgerRow[] {
  const old = kept(before);
  return [...kept(after).values()].flatMap((row) => {
    const known = old.get(row.socket);
    return known === row || (known !== undefined && isSame(rowOf(known), rowOf(row))) ? [] : [rowOf(row)];
  });
}

/** Much of what is remembered of a socket is not kept. */
function isSame(one: LedgerRow, other: LedgerRow): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Continues from what was kept. What was in flight still is; what had been accepted needs a measure from now on. */
export function ledgerFrom(rows: readonly LedgerRow[], nowMs: number): Ledger {
  return { ...emptyLedger(), sockets: new Map(rows.map((row) => [row.socket, socketLedgerFrom(row, nowMs)])) };
}

function kept(ledger: Ledger): ReadonlyMap<string, SocketLedger> {
  return ledger.shelved ?? ledger.sockets;
}

function rowOf(row: SocketLedger): LedgerRow {
  return {
    socket: row.socket,
    setpointId: row.setpointId,
    toldA: row.toldA,
    confirmedA: row.confirmedA,
    state: row.state,
    issuedAt: row.issuedAtMs === null ? null : new Date(row.issuedAtMs).toISOString(),
    expiresAt: row.expiresAtMs === null ? null : new Date(row.expiresAtMs).toISOString(),
    attempts: row.attempts,
    epoch: row.epoch,
    reason: row.reason,
    phases: phasesOf(row),
  };
}

function socketLedgerFrom(row: LedgerRow, nowMs: number): SocketLedger {
  return {
    ...neverTold(row.socket),
    setpointId: row.setpointId,
    toldA: row.toldA,
    confirmedA: row.confirmedA,
    state: row.state,
    issuedAtMs: row.issuedAt === null ? null : Math.min(Date.parse(row.issuedAt), nowMs),
    expiresAtMs: row.expiresAt === null ? null : Date.parse(row.expiresAt),
    answeredAtMs: row.state === 'accepted' || row.state === 'confirmed' ? nowMs : null,
    attempts: row.attempts,
    epoch: row.epoch,
    reason: row.reason,
    phaseUse: phaseUseFrom(row),
    alarmed: row.state === 'confirmed' ? false : null,
  };
}

function phasesOf({ epoch, phaseUse }: SocketLedger): Phase[] | null {
  return phaseUse?.counted && phaseUse.epoch === epoch ? [...phaseUse.counted] : null;
}

/** What had been seen was seen; it is seen again, or not, at the next measure. */
function phaseUseFrom({ epoch, phases }: LedgerRow): PhaseUse | null {
  if (epoch === null || !phases) return null;
  return { epoch, seen: phases, sinceMs: null, isProven: true, counted: phases, endedAtMs: null, tookUp: null };
}
