import type { DepotCapacity, DepotPlans } from '@headroom/contracts';
import {
  type ConnectionOutlook,
  type DepotOutlook,
  expectedLoadKw,
  nodeOfChargePoint,
  phasesOf,
  type Session,
  type SocketOutlook,
  type VanOutlook,
} from '@headroom/domain';
import { type DepotMemory, piecesOf } from './depot-memory';
import { loadBesideVansKw } from './load-beside-vans';
import { releasedTo } from './phases-in-use';
import { type DepotFacts, problemOf, wantsNothing } from './problem-of';

/** The rows of a depot, as a plan is made from them. */
export interface PlanFacts extends DepotFacts {
  readonly plans: DepotPlans;
  readonly capacity: DepotCapacity | undefined;
  readonly memory: DepotMemory;
}

export function outlookOf(facts: PlanFacts): DepotOutlook {
  const { dossier, plans, memory, nowMs } = facts;
  const grantable = new Map(problemOf(facts).nodes.map(({ id, limitKw }) => [id, limitKw ?? 0]));
  return {
    nowMs,
    zone: dossier.timezone,
    grid: dossier,
    connections: dossier.connections.map((connection) => connectionOutlook(facts, connection, grantable.get(connection.id) ?? 0)),
    rates: plans.options.tariff ? (plans.tariff?.rates ?? null) : null,
    sockets: socketOutlooks(facts),
    vans: dossier.vehicles.map(({ id, batteryKwh, maxChargeKw, phases }): VanOutlook => {
      return { id, batteryKwh, maxChargeKw, phases, usualSocket: memory.habits.usualSocket(id) };
    }),
    schedules: plans.schedules,
    defaultPriority: plans.weightings.unknownVehicle,
  };
}

function connectionOutlook(
  { dossier, headroom, capacity, memory, nowMs }: PlanFacts,
  { id, bufferKw, meter }: PlanFacts['dossier']['connections'][number],
  grantableKw: number,
): ConnectionOutlook {
  const row = headroom?.connections.find((connection) => connection.id === id);
  // While the meter is silent the worst case is all that is known.
  const nowKw = row === undefined ? 0 : (loadBesideVansKw(row, meter) ?? Math.max(0, row.capacityKw - bufferKw - row.grantableKw));
  const day = memory.habits.usualDay(id);
  return {
    id,
    pieces: piecesOf(capacity, id),
    bufferKw,
    grantableKw,
    expectedLoadKw: (atMs) => expectedLoadKw(day, nowKw, nowMs, atMs, dossier.timezone),
  };
}

function socketOutlooks(facts: PlanFacts): SocketOutlook[] {
  const priorityOf = new Map(facts.priorities?.sockets.map((row) => [row.socket, row]));
  return facts.dossier.chargePoints.flatMap((chargePoint) =>
    chargePoint.sockets.map((socket): SocketOutlook => {
      const node = nodeOfChargePoint(chargePoint);
      return {
        id: socket.id,
        node,
        phases: phasesOf(socket),
        maxA: socket.maxLimitA,
        session: sessionAt(facts, socket, priorityOf.get(socket.id)),
      };
    }),
  );
}

function sessionAt(
  { socketState, setpointState, memory }: PlanFacts,
  socket: PlanFacts['dossier']['chargePoints'][number]['sockets'][number],
  priority: NonNullable<PlanFacts['priorities']>['sockets'][number] | undefined,
): Session | null {
  const [state, setpoint] = [socketState(socket.id), setpointState(socket.id)];
  if (!state?.plugged || wantsNothing(state, priority)) return null;
  const meteredWh = state.energyWh !== null && state.energyAtPlugWh !== null ? state.energyWh - state.energyAtPlugWh : 0;
  const ceilingA = memory.steady.ceilingA(socket.id);
  return {
    vehicle: state.vehicle,
    neededKwh: priority?.neededKwh ?? null,
    deliveredKwh: Math.max(0, meteredWh / 1000),
    socPct: priority?.socPct ?? null,
    departAtMs: priority?.departAt ? Date.parse(priority.departAt) : null,
    priority: priority?.priority ?? 0.5,
    isCharging: (setpoint?.toldA ?? 0) > 0,
    usableA: Number.isFinite(ceilingA) ? ceilingA : null,
    phases: releasedTo(socket, state, setpoint),
  };
}
