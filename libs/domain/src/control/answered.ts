import type { Ledger } from './ledger';

/** What a controller said to one setpoint: 0 accepted, 1 rejected, 2 unreachable, 3 not supported, 4 expired. */
export interface Answer {
  readonly setpointId: string;
  readonly socket: string;
  readonly resultCode: number;
}

export function answered(ledger: Ledger, _answer: Answer, _nowMs: number): Ledger {
  return ledger;
}
