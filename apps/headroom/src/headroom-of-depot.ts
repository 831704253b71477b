import type { DepotCapacity, DepotDossier, DepotHeadroom } from '@headroom/contracts';
import { depotTotals, grantableOf, headroomOf, isMeterStale, METER_STALE_AFTER_MS } from '@headroom/domain';
import { capacityAt } from './capacity-at';
import type { ConnectionMemory } from './connection-memory';
import type { DepotMemory } from './depot-memory';

export interface DepotPicture {
  readonly dossier: DepotDossier;
  readonly mode: DepotHeadroom['mode'];
  readonly capacity: DepotCapacity | undefined;
  readonly memory: DepotMemory;
}

type Connection = DepotDossier['connections'][number];
type ConnectionHeadroom = DepotHeadroom['connections'][number];

/** The depot's headroom at a moment, without the message's envelope. */
export function headroomOfDepot(
  { dossier, mode, capacity, memory }: DepotPicture,
  nowMs: number,
): Omit<DepotHeadroom, 'id' | 'at' | 'causedBy'> {
  const connections = dossier.connections.map((connection) =>
    connectionHeadroom(connection, capacity, memory.connection(connection.id), nowMs),
  );
  const staleMeters = connections.filter(({ meterStale }) => meterStale).map(({ id }) => `meter:${id}`);
  const lostSockets = [...memory.lostSockets].sort().map((socket) => `socket:${socket}`);
  const { headroomKw, capacityKw, evLoadKw, ...totals } = depotTotals(connections);
  const rounded = { headroomKw: toWatts(headroomKw), capacityKw: toWatts(capacityKw), evLoadKw: toWatts(evLoadKw) };
  return { depot: dossier.depot, mode, ...totals, ...rounded, stale: [...staleMeters, ...lostSockets], connections };
}

/** When time alone changes it next: a piece of the capacity plan comes near, or a meter's silence gets too long. */
export function headroomChangesAtMs({ dossier, capacity, memory }: DepotPicture, nowMs: number): number {
  const moments = dossier.connections.flatMap(({ id }) => {
    const staleAtMs = memory.meterReadAtMs(id) + METER_STALE_AFTER_MS;
    return [capacityAt(capacity, id, nowMs).untilMs, staleAtMs > nowMs ? staleAtMs : Number.POSITIVE_INFINITY];
  });
  return Math.min(...moments);
}

function connectionHeadroom(
  { id, bufferKw, meter, worstCaseLoadKw }: Connection,
  capacity: DepotCapacity | undefined,
  { reading, evLoads, evLoadAtMeterKw }: ConnectionMemory,
  nowMs: number,
): ConnectionHeadroom {
  const { kw: capacityKw, boundBy, lowestKw } = capacityAt(capacity, id, nowMs);
  const buildingLoadKw = reading?.kw ?? null;
  const evLoadKw = toWatts(evLoads.nowKw);
  const meterStale = isMeterStale(reading ? nowMs - reading.atMs : null);
  return {
    id,
    capacityKw,
    boundBy,
    bufferKw,
    buildingLoadKw,
    meterAt: reading ? new Date(reading.atMs).toISOString() : null,
    evLoadKw,
    evLoadAtMeterKw: toWatts(evLoadAtMeterKw),
    meterStale,
    headroomKw: toWatts(headroomOf({ capacityKw, bufferKw, meter, buildingLoadKw, worstCaseLoadKw, evLoadKw }).headroomKw),
    grantableKw: toWatts(
      grantableOf({
        capacityKw: lowestKw,
        bufferKw,
        meter,
        buildingLoadKw,
        worstCaseLoadKw,
        evLoadAtMeterKw,
        meterStale,
      }).grantableKw,
    ),
  };
}

/** Sums of many sockets carry a rounding error; less than a watt is nothing to tell anybody. */
const toWatts = (kw: number): number => Math.round(kw * 1_000) / 1_000;
