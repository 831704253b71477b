import type { Phase } from '../grid';
import type { HorizonJob } from '../plan';
import { kwOfAmps } from '../units';
import type { DepotOutlook, ForeseenJob, Session, SocketOutlook, VanOutlook } from './outlook';
import type { ForesightSettings } from './settings';
import { type Slots, slotsUntil, whOfKw } from './slots';
import { chargeParts } from './taper';

/** A job of the plan, and whose it is. */
export interface Foreseen {
  readonly job: HorizonJob;
  readonly of: ForeseenJob;
  /** The socket as a limit of its own, where the job shares it with another part of the same charge; null: it has it alone. */
  readonly shares: { readonly id: string; readonly parent: string; readonly maxWh: number } | null;
}

/** So that nobody's energy is worth nothing. */
const LEAST_PRIORITY = 0.01;
const HIGHEST_PRIORITY = 1;

/**
 * A job for each van that is plugged in and still needs something, and a second one for what it takes slowly because its battery is nearly
 * full by then: that has a lower rate and all of the stay, while the first must be done early enough to leave it time.
 */
export function jobsHere({ sockets, vans, nowMs }: DepotOutlook, slots: Slots, settings: ForesightSettings): Foreseen[] {
  const vanById = new Map(vans.map((van) => [van.id, van]));
  return sockets.flatMap((socket) => {
    const { session } = socket;
    const van = session?.vehicle ? vanById.get(session.vehicle) : undefined;
    return session === null ? [] : jobsOf(socket, session, van, nowMs, slots, settings);
  });
}

function jobsOf(
  socket: SocketOutlook,
  session: Session,
  van: VanOutlook | undefined,
  nowMs: number,
  slots: Slots,
  settings: ForesightSettings,
): Foreseen[] {
  const phases = session.phases ?? phasesFor(socket.phases, van?.phases);
  const fullKw = Math.min(maxKwAt(socket, van), kwOfAmps(socket.maxA, phases.length));
  const usableKw = Math.min(fullKw, kwOfAmps(session.usableA ?? socket.maxA, phases.length));
  const maxWh = whOfKw(slots, usableKw);
  const neededWh = Math.round(1_000 * (session.neededKwh ?? unknownNeedKwh(session, settings)));
  if (maxWh === 0 || neededWh <= 0) return [];
  const { fastWh, slowWh, slowShare, slowShareAtFirst } = chargeParts(neededWh, session.socPct, van?.batteryKwh ?? null, settings);
  const slowMaxWh = Math.max(1, Math.min(maxWh, whOfKw(slots, fullKw * slowShare)));
  const [fastSlots, slowSlots] = [fastWh / maxWh, slowWh / slowMaxWh];
  const leavesAtMs = session.departAtMs ?? nowMs + (van === undefined ? settings.unknownStayMs : settings.horizonMs);
  const readyAtMs = leavesAtMs - (session.departAtMs === null ? 0 : settings.finishEarlyMs);
  const untilSlot = untilSlotOf(slots, readyAtMs, leavesAtMs, Math.ceil(fastSlots + slowSlots));
  const fastUntilSlot = Math.min(untilSlot, Math.max(1, Math.ceil(fastSlots), Math.floor(untilSlot - slowSlots)));
  const isBoth = fastWh > 0 && slowWh > 0;
  const shares = isBoth ? { id: socket.id, parent: socket.node, maxWh } : null;
  const whose = {
    node: shares?.id ?? socket.node,
    phases,
    priority: priorityOf(session.priority, session.deliveredKwh, neededWh / 1_000, settings),
    isCharging: session.isCharging,
  };
  const of = {
    socket: socket.id,
    vehicle: session.vehicle,
    departAtMs: session.departAtMs,
    isHere: true,
    laxityMs: readyAtMs - nowMs - (fastSlots + slowSlots) * slots.slotMs,
  };
  const fast = { id: socket.id, ...whose, fromSlot: 0, untilSlot: fastUntilSlot, neededWh: fastWh, maxWh };
  const fromSlot = Math.min(untilSlot - 1, Math.floor(fastSlots));
  const slow = { id: isBoth ? `${socket.id} slowly` : socket.id, ...whose, fromSlot, untilSlot, neededWh: slowWh, maxWh: slowMaxWh };
  return [
    ...(fastWh > 0 ? [{ job: fast, of, shares }] : []),
    ...(slowWh > 0 ? [{ job: slow, of: { ...of, rateNow: slowShareAtFirst / slowShare }, shares }] : []),
  ];
}

/** Whoever has had less than the first share of its need goes before all who have had it, and among them as they rank. */
export function priorityOf(priority: number, deliveredKwh: number, stillKwh: number, { firstShare }: ForesightSettings): number {
  const isFirst = deliveredKwh < firstShare * (deliveredKwh + stillKwh);
  return Math.max(LEAST_PRIORITY, priority) + (isFirst ? HIGHEST_PRIORITY : 0);
}

/** Ready early where there is time for that; a van that needs all its time has all of it, and one that should have left has this slot. */
export function untilSlotOf(slots: Slots, readyAtMs: number, leavesAtMs: number, neededSlots: number): number {
  const last = Math.min(slots.count, Math.max(1, slotsUntil(slots, leavesAtMs)));
  return Math.min(last, Math.max(1, slotsUntil(slots, readyAtMs), neededSlots));
}

/** The phases that a van of so many draws on. */
export function phasesFor(socketPhases: readonly Phase[], vanPhases: 1 | 3 | undefined): readonly Phase[] {
  return vanPhases === 1 ? socketPhases.slice(0, 1) : socketPhases;
}

export function maxKwAt(socket: SocketOutlook, van: VanOutlook | undefined): number {
  return Math.min(kwOfAmps(socket.maxA, phasesFor(socket.phases, van?.phases).length), van?.maxChargeKw ?? Number.POSITIVE_INFINITY);
}

/** Of a van that nobody knows: the usual, less what it has had, and as long as it goes on charging a little more. */
function unknownNeedKwh({ deliveredKwh }: Session, { unknownNeedKwh: usual }: ForesightSettings): number {
  return Math.max(usual / 10, usual - deliveredKwh);
}
