import { type Departure, nextDeparture, type Schedule, schedulesByVehicle } from '../soc';
import { type Foreseen, maxKwAt, phasesFor, priorityOf, untilSlotOf } from './jobs-here';
import type { DepotOutlook, SocketOutlook, VanOutlook } from './outlook';
import type { ForesightSettings } from './settings';
import { firstSlotFrom, type Slots, whOfKw } from './slots';

const DAY_MS = 86_400_000;

/** A stay that a schedule promises. */
interface Stay {
  readonly van: VanOutlook;
  readonly fromMs: number;
  readonly leaves: Departure;
}

/**
 * A job for the next stay of each van within the horizon: of those that are out, from when they should be back, and of those
 * that are in, after their next trip. Each goes to the socket that the van was last at, or to any that is free then.
 */
export function jobsComing(outlook: DepotOutlook, slots: Slots, settings: ForesightSettings, here: readonly Foreseen[]): Foreseen[] {
  const busy = new Map(outlook.sockets.map(({ id }) => [id, [] as [from: number, until: number][]]));
  for (const { job, of } of here) busy.get(of.socket)?.push([job.fromSlot, departureSlot(of.departAtMs, slots, job.untilSlot)]);
  const socketById = new Map(outlook.sockets.map((socket) => [socket.id, socket]));
  return staysOf(outlook, settings).flatMap((stay) => {
    const fromSlot = firstSlotFrom(slots, stay.fromMs);
    const untilSlot = departureSlot(stay.leaves.departAtMs, slots, slots.count);
    if (fromSlot >= untilSlot) return [];
    const isFree = (id: string) => (busy.get(id) ?? []).every(([from, until]) => untilSlot <= from || until <= fromSlot);
    const usual = stay.van.usualSocket;
    const id = usual !== null && socketById.has(usual) && isFree(usual) ? usual : outlook.sockets.find((socket) => isFree(socket.id))?.id;
    if (id === undefined) return [];
    busy.get(id)?.push([fromSlot, untilSlot]);
    return jobOf(socketById.get(id) as SocketOutlook, stay, fromSlot, slots, settings, outlook.defaultPriority);
  });
}

function departureSlot(departAtMs: number | null, slots: Slots, otherwise: number): number {
  return departAtMs === null ? otherwise : Math.min(slots.count, firstSlotFrom(slots, departAtMs));
}

function jobOf(
  socket: SocketOutlook,
  { van, leaves }: Stay,
  fromSlot: number,
  slots: Slots,
  settings: ForesightSettings,
  priority: number,
): Foreseen[] {
  const maxWh = whOfKw(slots, maxKwAt(socket, van));
  const kwh = leaves.energyKwh ?? ((leaves.targetSocPct ?? 100) / 100) * van.batteryKwh * settings.unknownNeedShare;
  const neededWh = Math.round(1_000 * Math.min(van.batteryKwh, kwh * settings.forecastEnergyShare));
  if (maxWh === 0 || neededWh <= 0) return [];
  const readyAtMs = leaves.departAtMs - settings.finishEarlyMs;
  const untilSlot = untilSlotOf(slots, readyAtMs, leaves.departAtMs, fromSlot + Math.ceil(neededWh / maxWh));
  if (untilSlot <= fromSlot) return [];
  const { id, node } = socket;
  const window = { fromSlot, untilSlot, neededWh, maxWh, priority: priorityOf(priority, 0, neededWh / 1_000, settings), isCharging: false };
  return [
    {
      job: { id: `${id} ${van.id}`, node, phases: phasesFor(socket.phases, van.phases), ...window },
      of: { socket: id, vehicle: van.id, departAtMs: leaves.departAtMs, isHere: false },
      shares: null,
    },
  ];
}

/** In the order in which they begin. */
function staysOf({ vans, sockets, schedules, nowMs, zone }: DepotOutlook, settings: ForesightSettings): Stay[] {
  const rowsOf = schedulesByVehicle(schedules);
  const departsOf = new Map(sockets.flatMap(({ session }) => (session?.vehicle ? [[session.vehicle, session.departAtMs] as const] : [])));
  const untilMs = nowMs + settings.horizonMs;
  return vans
    .flatMap((van) => {
      const rows = rowsOf.get(van.id);
      if (rows === undefined) return [];
      const isIn = departsOf.has(van.id);
      const backAtMs = isIn
        ? returnAfter(rows, van.id, departsOf.get(van.id) ?? null, zone)
        : returnOf(rows, van.id, nowMs, zone, settings);
      if (backAtMs === null || backAtMs >= untilMs) return [];
      const leaves = nextDeparture(rows, van.id, backAtMs, zone);
      return leaves === null ? [] : [{ van, fromMs: Math.max(backAtMs, nowMs + settings.arrivesInMs), leaves }];
    })
    .sort((a, b) => a.fromMs - b.fromMs || (a.van.id < b.van.id ? -1 : 1));
}

/** When a van that is in comes back from its next trip. */
function returnAfter(rows: readonly Schedule[], vehicle: string, departAtMs: number | null, zone: string): number | null {
  return departAtMs === null ? null : (nextDeparture(rows, vehicle, departAtMs - 1, zone)?.returnAtMs ?? null);
}

/** When a van that is out should be back: from the trip that it is on, though it may be a little late, or else from its next one. */
function returnOf(rows: readonly Schedule[], vehicle: string, nowMs: number, zone: string, { lateMs }: ForesightSettings): number | null {
  for (let sinceMs = nowMs - 2 * DAY_MS; ; ) {
    const trip = nextDeparture(rows, vehicle, sinceMs, zone);
    if (trip === null) return null;
    if (trip.returnAtMs > nowMs - lateMs) return trip.returnAtMs;
    sinceMs = trip.departAtMs;
  }
}
