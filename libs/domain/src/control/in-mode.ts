import { alarmEnded, phaseAlarmEnded } from './alarms';
import type { Ledger, SocketLedger } from './ledger';
import type { ControlPicture } from './picture';
import type { ControlAlarm } from './step';

/**
 * Puts the real rows aside while the depot is in test, and takes them up again after. At every such change, and where nothing
 * is sent, all alarms end: what still fails will say so again. Where nothing is sent somebody else may steer the sockets:
 * nothing counts as confirmed any more, and all is told again when that ends.
 */
export function inMode(before: Ledger, mode: ControlPicture['mode']): { ledger: Ledger; alarms: ControlAlarm[] } {
  const isQuiet = mode === 'off' || mode === 'monitor';
  const enters = mode === 'test' && before.shelved === null;
  const leaves = mode !== 'test' && before.shelved !== null;
  if (!isQuiet && !enters && !leaves) return { ledger: before, alarms: [] };
  const rows = [...before.sockets.values(), ...(before.shelved?.values() ?? [])];
  const alarms = [
    ...socketsOf(rows.filter(isAlarmed)).map(alarmEnded),
    ...socketsOf(rows.filter(isNoted)).map((socket) => phaseAlarmEnded(socket, 'it is not watched any more')),
  ];
  const awake = hushed(before.shelved ?? before.sockets);
  const real = isQuiet ? toBeToldAgain(awake) : awake;
  if (mode === 'test') return { ledger: { ...before, sockets: new Map(), shelved: real }, alarms };
  return { ledger: leaves || real !== before.sockets ? { ...before, sockets: real, shelved: null } : before, alarms };
}

const isAlarmed = ({ alarmed }: SocketLedger): boolean => alarmed === true;
/** It has taken up phases, or may have before control started again. */
const isNoted = ({ phaseUse }: SocketLedger): boolean => phaseUse !== null && phaseUse.tookUp !== false;
const socketsOf = (rows: readonly SocketLedger[]): string[] => [...new Set(rows.map(({ socket }) => socket))];

function hushed(rows: ReadonlyMap<string, SocketLedger>): ReadonlyMap<string, SocketLedger> {
  if (![...rows.values()].some((row) => isAlarmed(row) || isNoted(row))) return rows;
  return new Map([...rows].map(([id, row]) => [id, isAlarmed(row) || isNoted(row) ? quietened(row) : row]));
}

function quietened(row: SocketLedger): SocketLedger {
  return { ...row, alarmed: row.alarmed === true ? false : row.alarmed, phaseUse: row.phaseUse && { ...row.phaseUse, tookUp: false } };
}

function toBeToldAgain(rows: ReadonlyMap<string, SocketLedger>): ReadonlyMap<string, SocketLedger> {
  if (![...rows.values()].some(({ toldA, epoch }) => toldA !== null && epoch !== null)) return rows;
  return new Map([...rows].map(([id, row]) => [id, row.toldA === null ? row : { ...row, confirmedA: null, epoch: null }]));
}
