import type { Phase } from '../grid';
import type { SocketLedger } from './ledger';
import type { ControlSettings, ControlSocket } from './picture';

/** What a session has shown of the phases that its EV draws on. Many vans have a one-phase charger and leave two of a socket's three phases idle. */
export interface PhaseUse {
  /** The socket's epoch: another session begins without a past. */
  readonly epoch: number;
  /** Supply phases that have carried current. */
  readonly seen: readonly Phase[];
  /** The measure since which it draws, and on these alone; null: it does not draw now. */
  readonly sinceMs: number | null;
  /** That has lasted once, so that after a pause the first measure shows enough. */
  readonly isProven: boolean;
  /** Those that count, the others being released; null: all that the socket has. */
  readonly counted: readonly Phase[] | null;
  /** When a release last ended, so that the socket counts on more phases than others have left it room for. */
  readonly endedAtMs: number | null;
  /** It took up a phase that was released; null: not known, for it was kept no record of over a restart. */
  readonly tookUp: boolean | null;
}

/** The supply phases that a socket counts on: what its EV was seen to use, and all that it is wired to where that is not known. */
export function countedPhases(row: SocketLedger | undefined, socket: Pick<ControlSocket, 'phases' | 'epoch'>): readonly Phase[] {
  const use = row?.phaseUse;
  return use?.counted && use.epoch === socket.epoch && row?.epoch === socket.epoch ? use.counted : socket.phases;
}

/**
 * What is known of the phases after a look at the socket. Phases are released while the EV is seen to draw on others alone, once it has
 * done so for a while. They are booked again at the first current (then for the whole session), at a new session, as soon as the currents
 * are not known, and when it stops: what begins again has to show its phases again.
 */
export function phaseUseAfter(row: SocketLedger, socket: ControlSocket, settings: ControlSettings, nowMs: number): PhaseUse | null {
  if (socket.phases.length === 1) return null;
  const before = row.phaseUse;
  const isSameSession = before?.epoch === socket.epoch && row.epoch === socket.epoch && socket.plugged;
  const now = isSameSession ? lookedAt(before, socket, settings, nowMs) : newSession(socket.epoch);
  const ended = isReleased(before, socket) && !isReleased(now, socket);
  const after = ended ? { ...now, endedAtMs: nowMs } : now;
  return before !== null && isSame(before, after) ? before : after;
}

/** It counted on fewer phases a moment ago, and others may rely on that: it gives way before they do. */
export function hasJustEnded({ phaseUse }: SocketLedger, { lagMs }: ControlSettings, nowMs: number): boolean {
  return phaseUse !== null && phaseUse.endedAtMs !== null && Math.abs(nowMs - phaseUse.endedAtMs) < lagMs;
}

/** When its currents will be too old to rely on, though nothing is heard. */
export function phasesStaleAtMs(row: SocketLedger, socket: ControlSocket, settings: ControlSettings): number | null {
  return isReleased(row.phaseUse, socket) && socket.meteredAtMs !== null ? socket.meteredAtMs + settings.phaseFreshMs : null;
}

const newSession = (epoch: number): PhaseUse => {
  return { epoch, seen: [], sinceMs: null, isProven: false, counted: null, endedAtMs: null, tookUp: false };
};

function isReleased(use: PhaseUse | null, socket: ControlSocket): boolean {
  return use !== null && use.counted !== null && use.counted.length < socket.phases.length;
}

function lookedAt(before: PhaseUse, socket: ControlSocket, settings: ControlSettings, nowMs: number): PhaseUse {
  const all = socket.phases;
  const isOnAll = { ...before, seen: all, counted: all, sinceMs: null };
  if (before.seen.length === all.length) return isOnAll;
  const currentsA = knownCurrents(socket, settings, nowMs);
  const carrying = all.filter((_, conductor) => (currentsA?.[conductor] ?? 0) >= settings.phaseIdleA);
  if (currentsA === null || carrying.length === 0) return { ...before, sinceMs: null, counted: null };
  const { counted } = before;
  if (counted !== null && carrying.some((phase) => !counted.includes(phase))) return { ...isOnAll, tookUp: true };
  const seen = all.filter((phase) => before.seen.includes(phase) || carrying.includes(phase));
  // IEC 62196-2: a charger of fewer phases is on the plug's first. What is told otherwise is told of other phases than we think.
  const isFirst = seen.every((phase, conductor) => phase === all[conductor]);
  if (seen.length === all.length || !isFirst) return isOnAll;
  const draws = Math.max(...currentsA) >= settings.phaseDrawsA;
  if (seen.length > before.seen.length) return { ...before, seen, sinceMs: draws ? socket.meteredAtMs : null, isProven: false };
  if (!draws) return { ...before, sinceMs: null };
  const sinceMs = before.sinceMs ?? socket.meteredAtMs ?? nowMs;
  const isProven = before.isProven || (socket.meteredAtMs ?? 0) >= sinceMs + settings.phaseStableMs;
  return { ...before, sinceMs, isProven, counted: isProven ? seen : counted };
}

function knownCurrents(
  { phaseCurrentsA, meteredAtMs, lost }: ControlSocket,
  settings: ControlSettings,
  nowMs: number,
): readonly number[] | null {
  const isFresh = meteredAtMs !== null && Math.abs(nowMs - meteredAtMs) < settings.phaseFreshMs;
  return isFresh && !lost ? phaseCurrentsA : null;
}

function isSame(one: PhaseUse, other: PhaseUse): boolean {
  return (
    one.epoch === other.epoch &&
    one.seen.join() === other.seen.join() &&
    one.sinceMs === other.sinceMs &&
    one.isProven === other.isProven &&
    one.counted?.join() === other.counted?.join() &&
    one.endedAtMs === other.endedAtMs &&
    one.tookUp === other.tookUp
  );
}
