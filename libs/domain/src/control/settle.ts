import { drawnA } from './exposure';
import type { SocketLedger } from './ledger';
import type { ControlSettings, ControlSocket } from './picture';

/** What has become of the last telling by now: expired, forgotten, confirmed, or still open. The same object where nothing has. */
export function settled(row: SocketLedger, socket: ControlSocket, settings: ControlSettings, nowMs: number): SocketLedger {
  const lapsed = row.state === 'sent' && nowMs >= (row.expiresAtMs ?? 0) ? { ...row, state: 'failed' as const } : row;
  const watched = forgotten(watchedForExcess(lapsed, socket, settings), socket, settings, nowMs);
  const timed = withRetry(watched, settings, nowMs);
  return isConfirmed(timed, socket, settings, nowMs) ? confirmed(timed) : timed;
}

/** In mode test nothing is enacted, so the meter proves nothing: the answer is all there is. */
export function settledInTest(row: SocketLedger, settings: ControlSettings, nowMs: number): SocketLedger {
  if (row.state === 'accepted') return confirmed(row);
  const lapsed = row.state === 'sent' && nowMs >= (row.expiresAtMs ?? 0) ? { ...row, state: 'failed' as const } : row;
  return withRetry(lapsed, settings, nowMs);
}

export function isRefusal(resultCode: number | null): boolean {
  return resultCode !== null && resultCode !== 0 && resultCode !== 2 && resultCode !== 4;
}

/** When this row is to be looked at again, though nothing is heard. */
export function nextMomentMs(row: SocketLedger, socket: ControlSocket, settings: ControlSettings): number | null {
  if (row.state === 'sent') return row.expiresAtMs;
  if (row.state === 'failed') return row.retryAtMs;
  if (row.overSinceMs !== null) return row.overSinceMs + settings.lagMs;
  if (row.state === 'accepted' && row.answeredAtMs !== null)
    return row.answeredAtMs + (socket.plugged ? settings.lagMs : settings.reactionMs);
  if (row.state === 'confirmed' && settings.keepAliveMs !== null && row.issuedAtMs !== null) return row.issuedAtMs + settings.keepAliveMs;
  return null;
}

/** Notes since when a socket that said yes is seen to draw too much. At its full rating it cannot. */
function watchedForExcess(row: SocketLedger, socket: ControlSocket, settings: ControlSettings): SocketLedger {
  if (!hasSaidYes(row) || !isFresh(row, socket)) return row;
  const excessive = row.toldA < socket.maxA && drawnA(socket) > row.toldA + settings.toleranceA;
  if (excessive === (row.overSinceMs !== null)) return row;
  return { ...row, overSinceMs: excessive ? socket.meteredAtMs : null };
}

/** It drew too much for longer than vehicles lag: what it was told does not hold, what it draws does (lessons F5, F7). */
function forgotten(row: SocketLedger, socket: ControlSocket, settings: ControlSettings, nowMs: number): SocketLedger {
  if (row.overSinceMs === null || nowMs < row.overSinceMs + settings.lagMs) return row;
  const holdsA = Math.min(socket.maxA, Math.ceil(drawnA(socket)));
  const confirmedA = row.confirmedA === null ? null : Math.max(row.confirmedA, holdsA);
  return { ...row, state: 'failed', confirmedA, retryAtMs: null, overSinceMs: null };
}

function withRetry(row: SocketLedger, settings: ControlSettings, nowMs: number): SocketLedger {
  if (row.state !== 'failed' || row.retryAtMs !== null) return row;
  const slowly = isRefusal(row.resultCode) || row.attempts >= settings.maxAttempts;
  return { ...row, retryAtMs: slowly ? nowMs + settings.slowRetryMs : nowMs };
}

/**
 * Accepted is not applied. An increase holds, as the new limit, once it is accepted. A decrease holds once a measure taken after the answer
 * shows it. Without one, at a socket with nothing plugged once there was time to react, and to 0 A (paused vehicles
 * are often not metered) once the slowest vehicle has had time to stop and nothing was seen above it.
 */
function isConfirmed(row: SocketLedger, socket: ControlSocket, settings: ControlSettings, nowMs: number): boolean {
  if (row.state !== 'accepted' || row.toldA === null || row.answeredAtMs === null) return false;
  // While the depot was off somebody else may have steered the socket: what it draws shows nothing of our limit.
  if (row.epoch === null) return false;
  if (row.toldA >= (row.confirmedA ?? socket.maxA)) return true;
  if (row.overSinceMs !== null || socket.lost) return false;
  const obeys = drawnA(socket) <= row.toldA + settings.toleranceA;
  if (!socket.plugged) return nowMs >= row.answeredAtMs + settings.reactionMs;
  if (row.toldA === 0 && obeys && nowMs >= row.answeredAtMs + settings.lagMs) return true;
  return obeys && isFresh(row, socket);
}

function confirmed(row: SocketLedger): SocketLedger {
  return { ...row, state: 'confirmed', confirmedA: row.toldA, attempts: 0, retryAtMs: null };
}

function hasSaidYes(row: SocketLedger): row is SocketLedger & { toldA: number } {
  return row.toldA !== null && (row.state === 'accepted' || row.state === 'confirmed');
}

/** The measure was heard after the answer. */
function isFresh(row: SocketLedger, socket: ControlSocket): boolean {
  return socket.meteredA !== null && socket.meteredAtMs !== null && row.answeredAtMs !== null && socket.meteredAtMs > row.answeredAtMs;
}
