import { openRoom, type Room } from '../allocation/room';
import { alarmOf, phaseAlarmOf } from './alarms';
import { cutsOf } from './cuts';
import { inMode } from './in-mode';
import { type Ledger, neverTold, type SocketLedger } from './ledger';
import { notAhead } from './not-ahead';
import { type Outbox, openOutbox } from './outbox';
import { phasesStaleAtMs, phaseUseAfter } from './phase-use';
import type { ControlPicture, ControlSocket } from './picture';
import { bookRaise, isOverdrawn, provenRoom, raisable, raisedA } from './raises';
import { type Seat, seatsOf } from './seat';
import { nextMomentMs, settled, settledInTest } from './settle';
import type { ControlAlarm, ControlStep } from './step';
import { possibleA, wantedOf } from './wanted';

/**
 * One look at the depot: what has become of what was told, and what is to be told now. Call it after every change of the
 * picture, of the targets and after every answer, and at `wakeAtMs`; a call too many does no harm. Keep the changed
 * rows before the setpoints go out, so that a crash in between leaves a promise too many and never one too few.
 */
export function advance(before: Ledger, picture: ControlPicture, nowMs: number, newId: () => string): ControlStep {
  const { ledger, alarms } = inMode(notAhead(before, picture.settings, nowMs), picture.mode);
  if (picture.mode === 'off' || picture.mode === 'monitor') return { ledger, send: [], alarms, wakeAtMs: null };
  const rows = lookedAt(ledger, picture, nowMs, alarms);
  const seats = seatsOf(
    picture,
    openRoom(picture.nodes),
    (socket) => rowIn(rows, socket),
    (socket) => wantedOf(ledger, socket),
    nowMs,
  );
  const outbox = openOutbox({ ...ledger, sockets: rows }, picture, nowMs, newId);
  if (picture.mode === 'test') tellAll(seats, outbox, picture, nowMs);
  else tellSafely(seats, outbox, picture, nowMs);
  return stepOf({ ...ledger, sockets: rows }, outbox, alarms, picture, nowMs);
}

/** Decreases first, then what has to be said again, then the increases that there is proven room for. */
function tellSafely(seats: readonly Seat[], outbox: Outbox, picture: ControlPicture, nowMs: number): void {
  const cuts = cutsOf(picture, seats, outbox.isOpen);
  const emergencyFirst = [...cuts].sort(([, a], [, b]) => Number(b.emergency) - Number(a.emergency));
  for (const [seat, { amps, emergency }] of emergencyFirst) {
    const reason = emergency ? cutReasonOf(seat) : reasonOf(seat);
    if (amps !== seat.row.toldA) outbox.tell(seat, amps, false, { reason, causedBy: seat.wanted?.causedBy, emergency });
  }
  const wanting = new Set(raisable(seats, nowMs).filter((seat) => !cuts.has(seat)));
  const again = seats.filter((seat) => !cuts.has(seat) && !wanting.has(seat) && isToBeToldAgain(seat, picture, nowMs));
  if (wanting.size === 0 && again.length === 0) return;
  const room = provenRoom(picture, seats);
  for (const seat of again) tellAgain(seat, room, outbox, picture, nowMs);
  for (const seat of wanting) {
    const amps = raisedA(room, seat);
    if (amps === null) tellAgain(seat, room, outbox, picture, nowMs);
    else if (outbox.tell(seat, amps, true, { reason: reasonOf(seat), causedBy: seat.wanted?.causedBy })) bookRaise(room, seat, amps);
  }
}

/** The same amps again; but an increase that has no room any more is taken back to what is known to hold. */
function tellAgain(seat: Seat, room: Room, outbox: Outbox, picture: ControlPicture, nowMs: number): void {
  if (seat.row.toldA === null || !isToBeToldAgain(seat, picture, nowMs)) return;
  const holdsA = seat.row.confirmedA ?? seat.socket.maxA;
  const amps = isOverdrawn(room, seat) ? possibleA(holdsA, seat.socket) : seat.row.toldA;
  outbox.tell(seat, amps, amps > holdsA, { reason: seat.row.reason ?? reasonOf(seat) });
}

/** In mode test nothing is enacted, so nothing can be exceeded: all is told, decreases first. */
function tellAll(seats: readonly Seat[], outbox: Outbox, picture: ControlPicture, nowMs: number): void {
  const changed = seats.filter(({ wanted, row }) => wanted !== null && wanted.amps !== row.toldA && row.state !== 'sent');
  const rise = (seat: Seat) => (seat.wanted?.amps ?? 0) - (seat.row.toldA ?? seat.socket.maxA);
  for (const seat of changed.sort((a, b) => rise(a) - rise(b)))
    outbox.tell(seat, seat.wanted?.amps ?? 0, false, { reason: reasonOf(seat) });
  for (const seat of seats) {
    if (!changed.includes(seat) && isToBeToldAgain(seat, picture, nowMs))
      outbox.tell(seat, seat.row.toldA as number, false, { reason: reasonOf(seat) });
  }
}

/** It failed and its time has come, or it was plugged in, booted or reconnected since, or it is told at intervals. */
function isToBeToldAgain({ row, socket }: Seat, { settings }: ControlPicture, nowMs: number): boolean {
  if (row.toldA === null) return false;
  if (row.state === 'failed') return nowMs >= (row.retryAtMs ?? nowMs);
  if (row.epoch !== socket.epoch) return true;
  const { keepAliveMs } = settings;
  return keepAliveMs !== null && row.state === 'confirmed' && nowMs >= (row.issuedAtMs ?? 0) + keepAliveMs;
}

function reasonOf({ wanted }: Seat): string {
  return wanted?.reason ?? 'no allocation yet';
}

function cutReasonOf({ row, takesUpPhases }: Seat): string {
  if (!takesUpPhases) return 'cut to keep the limit';
  if (row.phaseUse?.tookUp) return 'cut to keep the limit: it has begun to draw on phases that were left to others';
  return 'cut to keep the limit: which phases it draws on is not known any more';
}

/** The rows as of now; the same map where nothing has changed. */
function lookedAt(ledger: Ledger, picture: ControlPicture, nowMs: number, alarms: ControlAlarm[]): ReadonlyMap<string, SocketLedger> {
  const changed: SocketLedger[] = [];
  for (const socket of picture.sockets) {
    const { settings } = picture;
    const before = rowIn(ledger.sockets, socket);
    const row = withPhases(before, socket, picture, nowMs);
    const phaseAlarm = phaseAlarmOf(before.phaseUse, row.phaseUse, socket.id);
    if (phaseAlarm !== null) alarms.push(phaseAlarm);
    const now = picture.mode === 'test' ? settledInTest(row, settings, nowMs) : settled(row, socket, settings, nowMs);
    const alarm = alarmOf(now, socket, settings);
    if (alarm !== null) alarms.push(alarm);
    if (alarm !== null) changed.push({ ...now, alarmed: alarm.raised });
    else if (now !== before) changed.push(now);
  }
  return changed.length === 0 ? ledger.sockets : new Map([...ledger.sockets, ...changed.map((row) => [row.socket, row] as const)]);
}

function withPhases(row: SocketLedger, socket: ControlSocket, { settings }: ControlPicture, nowMs: number): SocketLedger {
  const phaseUse = phaseUseAfter(row, socket, settings, nowMs);
  return phaseUse === row.phaseUse ? row : { ...row, phaseUse };
}

function rowIn(rows: ReadonlyMap<string, SocketLedger>, socket: ControlSocket): SocketLedger {
  return rows.get(socket.id) ?? neverTold(socket.id);
}

function stepOf(ledger: Ledger, outbox: Outbox, alarms: ControlAlarm[], picture: ControlPicture, nowMs: number): ControlStep {
  const sockets = outbox.rows.size === 0 ? ledger.sockets : new Map([...ledger.sockets, ...outbox.rows]);
  const lastSentMs = outbox.send.length === 0 ? ledger.lastSentMs : new Map([...ledger.lastSentMs, ...outbox.lastSentMs]);
  let wakeAtMs = outbox.waitsUntilMs;
  for (const socket of picture.sockets) {
    const row = rowIn(sockets, socket);
    const { settings } = picture;
    for (const momentMs of [nextMomentMs(row, socket, settings), row.heldBackUntilMs, phasesStaleAtMs(row, socket, settings)])
      if (momentMs !== null && momentMs > nowMs) wakeAtMs = Math.min(wakeAtMs ?? momentMs, momentMs);
  }
  return { ledger: { ...ledger, sockets, lastSentMs }, send: outbox.send, alarms, wakeAtMs };
}
