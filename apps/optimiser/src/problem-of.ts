import type { DepotDossier, DepotHeadroom, DepotPriorities, SetpointState, SocketState } from '@headroom/contracts';
import {
  type AllocationProblem,
  ampsOfKw,
  foresightSettings,
  grantableRows,
  gridOf,
  kwOfAmps,
  lessReturnReserve,
  nodeOfChargePoint,
  phasesOf,
  type ReleasedPhases,
  type SocketDemand,
} from '@headroom/domain';
import { deadlineFacts } from './deadline-facts';
import { phaseCountAt, releasedPhases, releasedTo } from './phases-in-use';
import type { SteadyDepot } from './steady-depot';

/** All that a decision rests on: the latest rows of one depot. */
export interface DepotFacts {
  readonly dossier: DepotDossier;
  readonly headroom: DepotHeadroom | undefined;
  readonly priorities: DepotPriorities | undefined;
  readonly socketState: (socket: string) => SocketState | undefined;
  readonly setpointState: (socket: string) => SetpointState | undefined;
  readonly steady: SteadyDepot;
  readonly nowMs: number;
}

type ChargePoint = DepotDossier['chargePoints'][number];
type Socket = ChargePoint['sockets'][number];
type PriorityRow = DepotPriorities['sockets'][number];

/** Served from what the others leave: a van that has what it needs, or says that it wants nothing. */
const LAST = 0;
/** It is not begun again any sooner for what the others leave: on and off for a van that draws nothing is nothing but messages. */
const LAST_OFF_MS = 30 * 60_000;
const CLASS_WIDTH = foresightSettings.classWidth;
/** Of a socket whose priority has not been told yet. */
const UNTOLD_PRIORITY = 0.5;

/** The depot as the allocator sees it. What a connection gives is the headroom that may be granted (ADR 0006), calmed. */
export function problemOf(facts: DepotFacts): AllocationProblem {
  const { dossier, headroom, steady, nowMs } = facts;
  const priorityOf = new Map(facts.priorities?.sockets.map((row) => [row.socket, row]));
  const demands = dossier.chargePoints.flatMap((chargePoint) =>
    chargePoint.sockets.map((socket) => ({ chargePoint, socket, demand: demandOf(facts, chargePoint, socket, priorityOf.get(socket.id)) })),
  );
  const outKw = new Map<string, number>();
  const reserveKw = new Map<string, number>();
  const released: ReleasedPhases[] = [];
  for (const { chargePoint, socket, demand } of demands) {
    const { connectionId, minLimitA: leastA } = chargePoint;
    const kw = kwOfAmps(demand.reservedA ?? demand.currentA, demand.phases.length);
    outKw.set(connectionId, (outKw.get(connectionId) ?? 0) + kw);
    if (demand.phases.length === socket.phases) continue;
    const phases = releasedPhases(socket, demand.phases);
    released.push({ node: demand.node, released: phases, leastA });
    reserveKw.set(connectionId, Math.max(reserveKw.get(connectionId) ?? 0, kwOfAmps(leastA, phases.length)));
  }
  const meterOf = new Map(dossier.connections.map(({ id, meter }) => [id, meter]));
  const calmed = (headroom?.connections ?? []).map((row) => {
    const outWithReserveKw = (outKw.get(row.id) ?? 0) + (reserveKw.get(row.id) ?? 0);
    return { ...row, grantableKw: steady.limitKw(row, meterOf.get(row.id) ?? 'incomer', outWithReserveKw, nowMs) };
  });
  const nodes = lessReturnReserve(gridOf(dossier, grantableRows(calmed)), released);
  return { nodes, sockets: demands.map(({ demand }) => demand) };
}

function demandOf(facts: DepotFacts, chargePoint: ChargePoint, socket: Socket, priority: PriorityRow | undefined): SocketDemand {
  const { steady, nowMs } = facts;
  const [state, setpoint] = [facts.socketState(socket.id), facts.setpointState(socket.id)];
  const satisfied = wantsNothing(state, priority);
  const isPaused = steady.pausedUntilMs(socket.id, nowMs, satisfied ? LAST_OFF_MS : undefined) !== null;
  const phases = releasedTo(socket, state, setpoint) ?? phasesOf(socket);
  const phaseCount = phaseCountAt(socket, phases, facts.dossier, state?.vehicle);
  const wantA = Math.min(
    wantedA(chargePoint, socket, state, priority, phaseCount),
    Math.max(chargePoint.minLimitA, steady.ceilingA(socket.id)),
  );
  return {
    id: socket.id,
    node: nodeOfChargePoint(chargePoint),
    phases,
    minA: chargePoint.minLimitA,
    maxA: socket.maxLimitA,
    wantA: isPaused ? 0 : wantA,
    priority: satisfied ? LAST : classOf(steady.priority(socket.id, priority?.priority) ?? UNTOLD_PRIORITY),
    currentA: setpoint?.toldA ?? 0,
    reservedA: reservedA(socket, state, setpoint),
    // Nobody waits for a van that wants nothing to have been on for long enough.
    canPause: chargePoint.canPause && (satisfied || !((setpoint?.toldA ?? 0) > 0 && steady.mustGoOn(socket.id, nowMs))),
    ...deadlineFacts(priority, { maxA: socket.maxLimitA, phaseCount }, nowMs),
  };
}

/** Priorities that are nearly equal share alike. */
const classOf = (priority: number): number => Math.max(1, Math.round(priority / CLASS_WIDTH)) * CLASS_WIDTH;

/** It has what it needs, or says that it takes no more. */
export const wantsNothing = (state: SocketState | undefined, priority: PriorityRow | undefined): boolean =>
  isSuspended(state) || priority?.neededKwh === 0;

const isSuspended = (state: SocketState | undefined): boolean => state?.status === 'SuspendedEV' || state?.status === 'Finishing';

/** The most this socket can use: its rating, or what its van's charger takes. Nobody plugged in, nothing wanted. */
function wantedA(
  chargePoint: ChargePoint,
  socket: Socket,
  state: SocketState | undefined,
  priority: PriorityRow | undefined,
  phaseCount: number,
): number {
  if (!state?.plugged) return 0;
  // So that it can wake up again: to warm its cabin, say.
  if (isSuspended(state)) return chargePoint.minLimitA;
  if (priority?.maxChargeKw == null) return socket.maxLimitA;
  const usableA = Math.ceil(ampsOfKw(priority.maxChargeKw, phaseCount));
  return Math.min(socket.maxLimitA, Math.max(chargePoint.minLimitA, usableA));
}

/** A socket that cannot be told is not shared out to: it is counted at the most that it may be drawing. */
function reservedA(socket: Socket, state: SocketState | undefined, setpoint: SetpointState | undefined): number | null {
  if (!state?.lost && setpoint?.state !== 'failed') return null;
  if (setpoint?.confirmedA == null) return socket.maxLimitA;
  return Math.min(socket.maxLimitA, Math.ceil(Math.max(setpoint.confirmedA, setpoint.toldA ?? 0, state?.currentA ?? 0)));
}
