import type { DepotCapacity, DepotDossier, DepotHeadroom } from '@headroom/contracts';
import { depotTotals, grantableOf, headroomOf, isMeterStale } from '@headroom/domain';

export interface MeterReading {
  readonly kw: number;
  /** The meter's own time. */
  readonly atMs: number;
}

export interface DepotPicture {
  readonly dossier: DepotDossier;
  readonly mode: DepotHeadroom['mode'];
  readonly capacity: DepotCapacity | undefined;
  /** By connection; absent: never heard. */
  readonly readings: ReadonlyMap<string, MeterReading>;
  /** By connection, kW, now. */
  readonly evLoadKw: (connection: string) => number;
  /** By connection, kW, at the moment of the reading that is held. */
  readonly evLoadAtMeterKw: (connection: string) => number;
  readonly lostSockets: readonly string[];
}

type ConnectionHeadroom = DepotHeadroom['connections'][number];

/** How long it takes until a lower capacity is met: a message, its queue and the EV's reaction (optimiser.md, 2.1). */
const LOOK_AHEAD_MS = 30_000;

/** The depot's headroom at a moment, without the message's envelope. */
export function headroomOfDepot(picture: DepotPicture, nowMs: number): Omit<DepotHeadroom, 'id' | 'at' | 'causedBy'> {
  const connections = picture.dossier.connections.map((connection) => connectionHeadroom(connection, picture, nowMs));
  const staleMeters = connections.filter(({ meterStale }) => meterStale).map(({ id }) => `meter:${id}`);
  return {
    depot: picture.dossier.depot,
    mode: picture.mode,
    ...depotTotals(connections),
    stale: [...staleMeters, ...picture.lostSockets.map((socket) => `socket:${socket}`)],
    connections,
  };
}

function connectionHeadroom(
  { id, bufferKw, meter, worstCaseLoadKw }: DepotDossier['connections'][number],
  { capacity, readings, ...ev }: DepotPicture,
  nowMs: number,
): ConnectionHeadroom {
  const { kw: capacityKw, boundBy, lowestKw } = capacityAt(capacity, id, nowMs);
  const reading = readings.get(id);
  const load = { capacityKw, bufferKw, meter, buildingLoadKw: reading?.kw ?? null, worstCaseLoadKw };
  const evLoadKw = ev.evLoadKw(id);
  const evLoadAtMeterKw = ev.evLoadAtMeterKw(id);
  const meterStale = isMeterStale(reading ? nowMs - reading.atMs : null);
  return {
    id,
    capacityKw,
    boundBy,
    bufferKw,
    buildingLoadKw: load.buildingLoadKw,
    meterAt: reading ? new Date(reading.atMs).toISOString() : null,
    evLoadKw,
    evLoadAtMeterKw,
    meterStale,
    ...headroomOf({ ...load, evLoadKw }),
    ...grantableOf({ ...load, capacityKw: lowestKw, evLoadAtMeterKw, meterStale }),
  };
}

/** Nothing known of a connection's capacity: nothing may be drawn. */
const UNKNOWN = { kw: 0, boundBy: 'unknown', lowestKw: 0 };

function capacityAt(capacity: DepotCapacity | undefined, connection: string, nowMs: number): typeof UNKNOWN {
  const pieces = capacity?.connections.find(({ id }) => id === connection)?.pieces ?? [];
  const coming = pieces.filter(({ from, until }) => Date.parse(from) < nowMs + LOOK_AHEAD_MS && Date.parse(until) > nowMs);
  const now = coming.find(({ from }) => Date.parse(from) <= nowMs);
  if (!now) return UNKNOWN;
  return { kw: now.kw, boundBy: now.boundBy, lowestKw: Math.min(...coming.map(({ kw }) => kw)) };
}
