import type { Alarm } from '@headroom/contracts';
import type { OverviewRow, StateAnswer } from '../live/answers';
import { alarmAnswerOf } from '../live/depot-state';

export interface Change {
  readonly event: 'depot' | 'socket' | 'alarm';
  readonly data: object;
}

/** What a listener has been told last of a depot. */
export interface Picture {
  readonly state: StateAnswer;
  readonly alarms: readonly Alarm[];
}

/** What has to be said to one who knows `before` so that he knows `after`. Sockets that come or go are no change but a new picture: see sameSockets. */
export function changesOf(before: Picture, after: Picture): Change[] {
  const changes: Change[] = [];
  const heard = new Map(before.state.sockets.map((socket) => [socket.id, JSON.stringify(socket)]));
  const { sockets, ...depot } = after.state;
  const { sockets: _, ...depotBefore } = before.state;
  if (!sameButTime(depotBefore, depot)) changes.push({ event: 'depot', data: depot });
  for (const socket of sockets) if (heard.get(socket.id) !== JSON.stringify(socket)) changes.push({ event: 'socket', data: socket });
  const known = new Set(before.alarms);
  // Rows of a table are replaced, never changed, so one that is the same object says the same.
  for (const alarm of after.alarms) if (!known.has(alarm)) changes.push({ event: 'alarm', data: alarmAnswerOf(alarm) });
  return changes;
}

/** A socket was installed or taken away: the whole state has to be told again. */
export const sameSockets = (before: Picture, after: Picture): boolean =>
  before.state.sockets.length === after.state.sockets.length &&
  before.state.sockets.every(({ id }, index) => after.state.sockets[index]?.id === id);

/** The rows of the overview that say something new; null where depots have come or gone, so that the whole has to be told again. */
export function changedRows(before: readonly OverviewRow[], after: readonly OverviewRow[]): OverviewRow[] | null {
  if (before.length !== after.length || before.some(({ depot }, index) => after[index]?.depot !== depot)) return null;
  return after.filter((row, index) => !sameButTime(before[index] as OverviewRow, row));
}

const sameButTime = (a: { at: string }, b: { at: string }): boolean =>
  JSON.stringify({ ...a, at: '' }) === JSON.stringify({ ...b, at: '' });
