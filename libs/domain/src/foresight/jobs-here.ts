import type { Phase } from '../grid';
import type { HorizonJob } from '../plan';
import { kwOfAmps } from '../units';
import type { DepotOutlook, ForeseenJob, Session, SocketOutlook, VanOutlook } from './outlook';
import type { ForesightSettings } from './settings';
import { type Slots, slotsUntil, whOfKw } from './slots';

/** A job of the plan, and whose it is. */
export interface Foreseen {
  readonly job: HorizonJob;
  readonly of: ForeseenJob;
}

/** So that nobody's energy is worth nothing. */
export const LEAST_PRIORITY = 0.01;
const HOUR_MS = 3_600_000;

/** A job for each van that is plugged in and still needs something. */
export function jobsHere({ sockets, vans, nowMs }: DepotOutlook, slots: Slots, settings: ForesightSettings): Foreseen[] {
  const vanById = new Map(vans.map((van) => [van.id, van]));
  return sockets.flatMap((socket) => {
    const { session } = socket;
    const van = session?.vehicle ? vanById.get(session.vehicle) : undefined;
    const job = session === null ? null : jobOf(socket, session, van, nowMs, slots, settings);
    return job === null || session === null
      ? []
      : [{ job, of: { socket: socket.id, vehicle: session.vehicle, departAtMs: session.departAtMs, isHere: true } }];
  });
}

function jobOf(
  socket: SocketOutlook,
  session: Session,
  van: VanOutlook | undefined,
  nowMs: number,
  slots: Slots,
  settings: ForesightSettings,
): HorizonJob | null {
  const phases = session.phases ?? phasesFor(socket.phases, van?.phases);
  const maxKw = Math.min(maxKwAt(socket, van), kwOfAmps(session.usableA ?? socket.maxA, phases.length));
  const maxWh = whOfKw(slots, maxKw);
  const neededWh = Math.round(1_000 * (session.neededKwh ?? unknownNeedKwh(session, settings)));
  if (maxWh === 0 || neededWh <= 0) return null;
  const leavesAtMs = session.departAtMs ?? nowMs + (van === undefined ? settings.unknownStayMs : settings.horizonMs);
  const readyAtMs =
    leavesAtMs - (session.departAtMs === null ? 0 : settings.finishEarlyMs) - taperMs(session, van, neededWh / 1_000, maxKw, settings);
  return {
    id: socket.id,
    node: socket.node,
    phases,
    fromSlot: 0,
    untilSlot: untilSlotOf(slots, readyAtMs, leavesAtMs, Math.ceil(neededWh / maxWh)),
    neededWh,
    maxWh,
    priority: Math.max(LEAST_PRIORITY, session.priority),
    isCharging: session.isCharging,
  };
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

/** How much longer the last part takes because the battery slows down: the deadline of the plan is earlier by that. */
function taperMs({ socPct }: Session, van: VanOutlook | undefined, neededKwh: number, maxKw: number, settings: ForesightSettings): number {
  if (socPct === null || van === undefined) return 0;
  const reachesPct = Math.min(100, socPct + (neededKwh / van.batteryKwh) * 100);
  const slowKwh = (Math.max(0, reachesPct - Math.max(socPct, settings.taperFromPct)) / 100) * van.batteryKwh;
  return (slowKwh / maxKw) * (1 / settings.taperRateShare - 1) * HOUR_MS;
}
