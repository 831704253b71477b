import type { Ledger, SocketLedger } from './ledger';

/** What a controller said to one setpoint: 0 accepted, 1 rejected, 2 unreachable, 3 not supported, 4 expired. */
export interface Answer {
  readonly setpointId: string;
  readonly socket: string;
  readonly resultCode: number;
}

/**
 * Takes an answer. Answers to an older setpoint, second answers and answers of another socket change nothing; an answer
 * that comes after the expiry is still the truth as long as nothing newer was told. Look with `advance` afterwards.
 */
export function answered(ledger: Ledger, answer: Answer, nowMs: number): Ledger {
  const row = ledger.sockets.get(answer.socket);
  if (row === undefined || row.setpointId === null || row.setpointId !== answer.setpointId || !awaitsAnswer(row)) return ledger;
  return { ...ledger, sockets: new Map(ledger.sockets).set(row.socket, withAnswer(row, answer.resultCode, nowMs)) };
}

function awaitsAnswer(row: SocketLedger): boolean {
  return row.state === 'sent' || (row.state === 'failed' && row.answeredAtMs === null);
}

function withAnswer(row: SocketLedger, resultCode: number, nowMs: number): SocketLedger {
  const state = resultCode === 0 ? 'accepted' : 'failed';
  return { ...row, state, resultCode, answeredAtMs: nowMs, retryAtMs: null, overSinceMs: null };
}
