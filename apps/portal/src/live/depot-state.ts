import type {
  Alarm,
  DepotAllocation,
  DepotDossier,
  DepotHeadroom,
  DepotMode,
  DepotPlans,
  DepotPriorities,
  SetpointState,
  SocketState,
  VehicleState,
} from '@headroom/contracts';
import { HEADROOM_STALE_AFTER_MS } from '@headroom/domain';
import type { AlarmAnswer, OverviewRow, SocketAnswer, StateAnswer } from './answers';

/** All that is known of a depot; absent where nothing was ever heard. */
export interface DepotRows {
  readonly dossier: DepotDossier;
  readonly plans: DepotPlans | undefined;
  readonly headroom: DepotHeadroom | undefined;
  readonly priorities: DepotPriorities | undefined;
  readonly sockets: readonly SocketState[];
  readonly vehicles: readonly VehicleState[];
  readonly setpoints: readonly SetpointState[];
  readonly alarms: readonly Alarm[];
  /** The latest decision. */
  readonly allocation: DepotAllocation | undefined;
}

/** The service that tells it is silent; control does not obey it any more either. */
const isOld = ({ at }: DepotHeadroom, nowMs: number): boolean => nowMs >= Date.parse(at) + HEADROOM_STALE_AFTER_MS;

/** The picture of a depot at this moment, as `GET /state` gives it. */
export function depotState(rows: DepotRows, nowMs: number): StateAnswer {
  const { headroom } = rows;
  return {
    at: new Date(nowMs).toISOString(),
    mode: modeOf(rows),
    capacityKw: headroom?.capacityKw ?? null,
    boundBy: headroom?.boundBy ?? null,
    buildingLoadKw: headroom?.buildingLoadKw ?? null,
    evLoadKw: headroom?.evLoadKw ?? null,
    bufferKw: headroom?.bufferKw ?? null,
    headroomKw: headroom?.headroomKw ?? null,
    stale: staleOf(rows, nowMs),
    sockets: socketAnswers(rows),
  };
}

/** The depot in one row. */
export function overviewOf(rows: DepotRows, nowMs: number): OverviewRow {
  const { sockets, ...state } = depotState(rows, nowMs);
  const standing = rows.alarms.filter(({ clearedAt }) => clearedAt === null);
  return {
    ...state,
    depot: rows.dossier.depot,
    name: rows.dossier.name,
    sockets: {
      all: sockets.length,
      plugged: rows.sockets.filter(({ plugged }) => plugged).length,
      charging: sockets.filter(({ status }) => status === 'Charging').length,
    },
    alarms: {
      red: standing.filter(({ level }) => level === 'red').length,
      amber: standing.filter(({ level }) => level === 'amber').length,
    },
  };
}

/** The one that was last chosen; headroom repeats it a moment later. */
const modeOf = ({ plans, headroom }: DepotRows): DepotMode | null => plans?.options.mode ?? headroom?.mode ?? null;

export function alarmAnswerOf(alarm: Alarm): AlarmAnswer {
  const { level, kind, subject, detail, raisedAt, clearedAt, acknowledgedAt = null, acknowledgedBy = null } = alarm;
  return { id: alarm.alarm, level, kind, subject, detail, raisedAt, clearedAt, acknowledgedAt, acknowledgedBy };
}

function staleOf({ headroom, sockets }: DepotRows, nowMs: number): string[] {
  const old = headroom === undefined || isOld(headroom, nowMs);
  const lost = sockets.filter((socket) => socket.lost).map(({ socket }) => `socket:${socket}`);
  return [...new Set([...(old ? ['headroom'] : []), ...(headroom?.stale ?? []), ...lost])];
}

function socketAnswers(rows: DepotRows): SocketAnswer[] {
  const heard = new Map(rows.sockets.map((row) => [row.socket, row]));
  const vehicles = new Map(rows.vehicles.map((row) => [row.vehicle, row]));
  const told = new Map(rows.setpoints.map((row) => [row.socket, row]));
  const ranked = new Map(rows.priorities?.sockets.map((row) => [row.socket, row]));
  // The last decision of a depot that is off is not why its sockets have what they have.
  const decided = new Map((modeOf(rows) === 'off' ? [] : (rows.allocation?.sockets ?? [])).map((row) => [row.socket, row]));
  return rows.dossier.chargePoints.flatMap((chargePoint) =>
    chargePoint.sockets.map(({ id }) => {
      const now = heard.get(id);
      const vehicle = now?.vehicle ? vehicles.get(now.vehicle) : undefined;
      const rank = now?.plugged ? ranked.get(id) : undefined;
      return {
        id,
        status: now?.status ?? null,
        vehicleId: now?.vehicle ?? null,
        tag: now?.tag ?? null,
        // What a lost socket draws is not known, whatever it said last.
        realPowerKw: now === undefined || now.lost || now.realPowerW === null ? null : now.realPowerW / 1000,
        currentA: now === undefined || now.lost ? null : now.currentA,
        setpointA: told.get(id)?.toldA ?? null,
        setpointState: told.get(id)?.state ?? 'unknown',
        reason: decided.get(id)?.reason ?? told.get(id)?.reason ?? null,
        socPct: vehicle?.socPct ?? rank?.socPct ?? null,
        neededKwh: vehicle?.neededKwh ?? rank?.neededKwh ?? null,
        departAt: vehicle?.departAt ?? rank?.departAt ?? null,
        priority: rank?.priority ?? null,
        lastHeardAt: now?.lastHeardAt ?? null,
      };
    }),
  );
}
