import type { SocketState } from '@headroom/contracts';

/** A plugged socket that says nothing for longer than this is lost (domain, alarms). */
export const SILENT_AFTER_MS = 60_000;
/** Messages are on their way for a while: a unit that reports once a minute is not lost every minute. */
const ON_ITS_WAY_MS = 2_000;

/** Whether a socket has just been lost. One with nobody plugged in is idle, which is not lost (protocols T4). */
export function hasFallenSilent(row: SocketState, listeningSinceMs: number, nowMs: number): boolean {
  if (!row.plugged || row.lost) return false;
  const heardMs = row.lastHeardAt === null ? 0 : Date.parse(row.lastHeardAt);
  // What was said while we were not listening is still to come: silence counts from when we began.
  return nowMs - Math.max(heardMs, listeningSinceMs) > SILENT_AFTER_MS + ON_ITS_WAY_MS;
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
