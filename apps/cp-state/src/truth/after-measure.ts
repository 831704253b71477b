import type { SocketMeasures, SocketState } from '@headroom/contracts';
import { type EnergyTrust, energyAfter, noEnergyYet } from './energy-trust';
import type { InstalledSocket, TagOwner } from './installed';
import { loadAfter, noLoad } from './load-after';
import { freshPart, nothingSeen, type Seen, seenAt } from './seen';
import { isArrival, isDead, type Session, sessionAfter } from './session-after';
import type { SocketTruth } from './socket-truth';

/** A charger that told power or current within this tells them; its energy register is not asked. */
const LOAD_IS_TOLD_MS = 150_000;

/** What a measure makes of what was known of its socket. Late and repeated measures change nothing but that it was heard. */
export function afterMeasure(
  truth: SocketTruth,
  measure: SocketMeasures,
  socket: InstalledSocket,
  ownerOf: (tag: string | null) => TagOwner,
): SocketTruth {
  const { row: before } = truth;
  // A clock that is ahead would make all that follows look late once it is put right: nothing is newer than its receipt.
  const isAhead = measure.at > measure.receivedAt;
  const at = isAhead ? measure.receivedAt : measure.at;
  const [atMs, receivedMs] = [Date.parse(at), Date.parse(measure.receivedAt)];
  const booted = measure.rebooted === true && atMs !== truth.rebootedMs && !(atMs < (truth.seen.newestMs.status ?? 0));
  const { seen, fresh } = freshPart(booted ? nothingSeen : truth.seen, measure, atMs, receivedMs);
  const session = sessionAfter(before, fresh, at, ownerOf);
  const energy = registerAfter(truth, fresh, session, atMs, socket);
  const loadIsTold = atMs - (seen.newestMs.load ?? Number.NEGATIVE_INFINITY) < LOAD_IS_TOLD_MS;
  const closing = isDead(session) && !isDead(before) && !tellsLoad(fresh);
  // Chargers tell no meter values outside a session: the last power of the one that is over would stand for ever.
  const load = closing ? noLoad : loadAfter(before, fresh, socket, energy.trust.trail, loadIsTold);
  const row: SocketState = {
    id: before.id,
    depot: before.depot,
    socket: before.socket,
    status: session.status,
    plugged: session.plugged,
    tag: session.tag,
    tagKind: session.tagKind,
    vehicle: session.vehicle,
    pluggedAt: session.pluggedAt,
    realPowerW: load.realPowerW,
    currentA: load.currentA,
    phaseCurrentsA: load.phaseCurrentsA,
    energyWh: energy.wh,
    energyAtPlugWh: energy.atPlugWh,
    offeredA: fresh.offeredA ?? before.offeredA,
    at: before.lastHeardAt === null || booted || at > before.at ? at : before.at,
    // Any message at all shows that the unit lives; one that was lost or has booted may have forgotten what it was told.
    lastHeardAt: before.lastHeardAt !== null && before.lastHeardAt > measure.receivedAt ? before.lastHeardAt : measure.receivedAt,
    lost: false,
    epoch: session.epoch + (before.lost ? 1 : 0) + (booted ? 1 : 0),
  };
  return { row, seen: closed(seen, session, closing, atMs), energy: energy.trust, rebootedMs: booted ? atMs : truth.rebootedMs };
}

interface Register {
  readonly trust: EnergyTrust;
  readonly wh: number | null;
  readonly atPlugWh: number | null;
}

/** The energy register: begun anew with each arrival, because some count from 0 in each session and others for life (protocols A9, B7). */
function registerAfter(truth: SocketTruth, fresh: SocketMeasures, session: Session, atMs: number, socket: InstalledSocket): Register {
  const arrival = isArrival(truth.row, session);
  const before = arrival ? noEnergyYet : truth.energy;
  const knownWh = arrival ? null : truth.row.energyWh;
  const begunWh = arrival || session.pluggedAt === null ? null : truth.row.energyAtPlugWh;
  if (fresh.energyWh === undefined) return { trust: before, wh: knownWh, atPlugWh: begunWh };
  const { trust, shiftWh } = energyAfter(before, { atMs, wh: fresh.energyWh }, socket.ratedW);
  const wh = trust.trail.at(-1)?.wh ?? null;
  return { trust, wh, atPlugWh: session.pluggedAt === null ? null : begunWh === null ? wh : begunWh + shiftWh };
}

const tellsLoad = ({ realPowerW, currentA, phaseCurrentsA }: SocketMeasures): boolean =>
  realPowerW !== undefined || currentA !== undefined || phaseCurrentsA !== undefined;

/** What the end of a session made known counts as seen, so that a straggler of that session does not bring it back. */
function closed(seen: Seen, session: Session, closing: boolean, atMs: number): Seen {
  const known = closing ? seenAt(seen, ['load'], atMs) : seen;
  return session.status === 'Available' && !session.plugged && (known.newestMs.status ?? 0) > (known.newestMs.tag ?? 0)
    ? seenAt(known, ['tag'], known.newestMs.status ?? atMs)
    : known;
}
