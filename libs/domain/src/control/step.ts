import type { Ledger } from './ledger';

/** One setpoint to send now. */
export interface Setpoint {
  readonly id: string;
  readonly socket: string;
  /** 0, or whole amps from the socket's least to its rating. */
  readonly amps: number;
  readonly mode: 'test' | 'live';
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  readonly reason: string;
  readonly causedBy?: string;
  /** It may raise what the socket draws; it was sent only because there is room. */
  readonly raises: boolean;
}

/** An alarm of one socket that begins (raised) or ends: it does not take its setpoints, or has taken up phases that were left to others. */
export interface ControlAlarm {
  readonly kind: 'setpoint-failed' | 'phases-taken-up';
  readonly level: 'amber' | 'red';
  readonly socket: string;
  readonly raised: boolean;
  readonly text: string;
}

/** What one look at the depot leads to. */
export interface ControlStep {
  readonly ledger: Ledger;
  /** In the order in which they must go out. */
  readonly send: readonly Setpoint[];
  readonly alarms: readonly ControlAlarm[];
  /** Look again at this moment even if nothing is heard; null: nothing is pending. */
  readonly wakeAtMs: number | null;
}
