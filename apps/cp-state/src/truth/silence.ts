import type { SocketState } from '@headroom/contracts';

/** A plugged socket that says nothing for longer than this is lost (domain, alarms). */
export const SILENT_AFTER_MS = 60_000;
/** Messages are on their way for a while: a unit that reports once a minute is not lost every minute. */
const ON_ITS_WAY_MS = 2_000;

/** Who was last heard before this is silent; null while we have not listened for long enough to tell. */
export function silentBefore(listeningSinceMs: number, nowMs: number): string | null {
  const heardByMs = nowMs - SILENT_AFTER_MS - ON_ITS_WAY_MS;
  // What was said while we were not listening is still to come: silence counts from when we began.
  return listeningSinceMs < heardByMs ? new Date(heardByMs).toISOString() : null;
}

/** Whether a socket has just been lost. One with nobody plugged in is idle, which is not lost (protocols T4). */
export function hasFallenSilent(row: SocketState, before: string): boolean {
  return row.plugged && !row.lost && (row.lastHeardAt === null || row.lastHeardAt < before);
}

/** What a depot manager reads of the lost sockets of one charge point; null where none is lost. */
export function silenceInWords(chargePoint: string, sockets: readonly SocketState[]): string | null {
  const lost = sockets.filter((row) => row.lost);
  if (lost.length === 0) return null;
  const unit = lastSegment(chargePoint);
  const whole = sockets.every((row) => row.lost || !row.plugged);
  const names = lost.map((row) => lastSegment(row.socket)).join(' and ');
  const who = whole ? `Charge point ${unit}` : `Socket ${names} of charge point ${unit}`;
  const since = lost.map((row) => row.lastHeardAt ?? row.at).sort()[0];
  return `${who} has not been heard since ${since}, with a vehicle plugged in at ${names}; the full rating is assumed.`;
}

const lastSegment = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
