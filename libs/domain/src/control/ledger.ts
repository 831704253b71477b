import type { PhaseUse } from './phase-use';

/** What control believes about the setpoint of one socket. Plain data; the part that is kept is `LedgerRow`. */
export interface SocketLedger {
  readonly socket: string;
  /** The setpoint told last. */
  readonly setpointId: string | null;
  /** Last told, A; null: never told. */
  readonly toldA: number | null;
  /** What counts until the told one is confirmed, A; null: nothing was ever confirmed, so the rating counts. */
  readonly confirmedA: number | null;
  readonly state: 'unknown' | 'sent' | 'accepted' | 'confirmed' | 'failed';
  readonly issuedAtMs: number | null;
  readonly expiresAtMs: number | null;
  /** When it was answered, and with what (0 accepted, 1 rejected, 2 unreachable, 3 not supported, 4 expired). */
  readonly answeredAtMs: number | null;
  readonly resultCode: number | null;
  /** Tellings in a row, this one among them, that had no success. */
  readonly attempts: number;
  /** The socket's epoch when it was told; null: the depot was off since, or only watched, so it must be told again. */
  readonly epoch: number | null;
  /** Why it has the amps it was last told. */
  readonly reason: string | null;
  /** A failed one is not told the same again before this. */
  readonly retryAtMs: number | null;
  /** Since when it is seen to draw more than it was told, after it had accepted. */
  readonly overSinceMs: number | null;
  /** It was cut because a limit was broken, and is not raised again before this. */
  readonly heldBackUntilMs: number | null;
  /** What its EV was seen to make of its phases; null: nothing yet, or there is only one. */
  readonly phaseUse: PhaseUse | null;
  /** Its alarm is raised; null: not known, for it was kept no record of over a restart. */
  readonly alarmed: boolean | null;
}

/** What a socket should have, by the last allocation or by hand. */
export interface Target {
  readonly socket: string;
  /** Anything between 0 and the socket's least is read as 0; more than its rating as its rating. */
  readonly amps: number;
  /** Higher is raised first and cut last. */
  readonly priority: number;
  readonly reason: string;
  /** The decision's message id. */
  readonly causedBy?: string;
}

/** The ledger of one depot. Never changed in place. */
export interface Ledger {
  readonly sockets: ReadonlyMap<string, SocketLedger>;
  readonly targets: ReadonlyMap<string, Target>;
  /** Targets set by hand (commissioning): they go before the allocation's, and obey the same safety rules. */
  readonly manual: ReadonlyMap<string, Target>;
  /** When each charge point was last sent anything. */
  readonly lastSentMs: ReadonlyMap<string, number>;
  /** While the depot is in mode test: what is really in force, put aside until it is live again. */
  readonly shelved: ReadonlyMap<string, SocketLedger> | null;
}

export function emptyLedger(): Ledger {
  return { sockets: new Map(), targets: new Map(), manual: new Map(), lastSentMs: new Map(), shelved: null };
}

export function neverTold(socket: string): SocketLedger {
  return {
    socket,
    setpointId: null,
    toldA: null,
    confirmedA: null,
    state: 'unknown',
    issuedAtMs: null,
    expiresAtMs: null,
    answeredAtMs: null,
    resultCode: null,
    attempts: 0,
    epoch: 0,
    reason: null,
    retryAtMs: null,
    overSinceMs: null,
    heldBackUntilMs: null,
    phaseUse: null,
    alarmed: false,
  };
}
