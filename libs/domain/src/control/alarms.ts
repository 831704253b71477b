import type { SocketLedger } from './ledger';
import type { PhaseUse } from './phase-use';
import type { ControlSettings, ControlSocket } from './picture';
import { isRefusal } from './settle';
import type { ControlAlarm } from './step';

const failed = { kind: 'setpoint-failed', level: 'red' } as const;
const takenUp = { kind: 'phases-taken-up', level: 'amber' } as const;

/** The alarm that begins or ends with this state of a row, or null. */
export function alarmOf(row: SocketLedger, socket: ControlSocket, settings: ControlSettings): ControlAlarm | null {
  if (row.state === 'confirmed' && row.alarmed !== false) return alarmEnded(row.socket);
  const isDue = row.state === 'failed' && (isRefusal(row.resultCode) || row.attempts >= settings.maxAttempts);
  return isDue && row.alarmed !== true ? { ...failed, socket: row.socket, raised: true, text: textOf(row, socket) } : null;
}

export function alarmEnded(socket: string): ControlAlarm {
  return { ...failed, socket, raised: false, text: 'takes its setpoints again, or is no longer sent any' };
}

/** The note that begins when an EV takes up phases that were released, and ends with its session; or null. */
export function phaseAlarmOf(before: PhaseUse | null, after: PhaseUse | null, socket: string): ControlAlarm | null {
  if (after?.tookUp === true && before?.tookUp !== true)
    return {
      ...takenUp,
      socket,
      raised: true,
      text: 'draws on phases that it had left to others: counts on all of them until it is unplugged',
    };
  const isOver = before !== null && before.tookUp !== false && after?.tookUp !== true && after?.tookUp !== null;
  return isOver ? phaseAlarmEnded(socket, 'its session is over') : null;
}

export function phaseAlarmEnded(socket: string, text: string): ControlAlarm {
  return { ...takenUp, socket, raised: false, text };
}

function textOf(row: SocketLedger, socket: ControlSocket): string {
  const what = `does not keep to ${row.toldA} A`;
  if (row.resultCode === 1) return `${what}: rejected`;
  if (row.resultCode === 3) return `${what}: not supported`;
  if (row.resultCode === 2) return `${what}: the charge point cannot be reached`;
  if (row.resultCode === 0) return `${what}: accepted, but it draws ${Math.round(socket.meteredA ?? 0)} A`;
  return row.resultCode === null ? `${what}: no answer, told ${row.attempts} times` : `${what}: answered ${row.resultCode}`;
}
