import type { DepotDossier, DepotHeadroom, DepotPriorities, SetpointState, SocketState } from '@headroom/contracts';
import { type AllocationProblem, ampsOfKw, grantableRows, gridOf, nodeOfChargePoint, phasesOf, type SocketDemand } from '@headroom/domain';

/** All that a decision rests on: the latest rows of one depot. */
export interface DepotFacts {
  readonly dossier: DepotDossier;
  readonly headroom: DepotHeadroom | undefined;
  readonly priorities: DepotPriorities | undefined;
  readonly socketState: (socket: string) => SocketState | undefined;
  readonly setpointState: (socket: string) => SetpointState | undefined;
}

type ChargePoint = DepotDossier['chargePoints'][number];
type Socket = ChargePoint['sockets'][number];
type PriorityRow = DepotPriorities['sockets'][number];

/** Served from what the others leave: a van that has what it needs, or says that it wants nothing. */
const LAST = 0;
/** Of a socket whose priority has not been told yet. */
const UNTOLD_PRIORITY = 0.5;

/** The depot as the allocator sees it. What the connection gives is the headroom that may be granted (ADR 0006). */
export function problemOf(facts: DepotFacts): AllocationProblem {
  const priorityOf = new Map(facts.priorities?.sockets.map((row) => [row.socket, row]));
  return {
    nodes: gridOf(facts.dossier, grantableRows(facts.headroom?.connections ?? [])),
    sockets: facts.dossier.chargePoints.flatMap((chargePoint) =>
      chargePoint.sockets.map((socket) =>
        demandOf(chargePoint, socket, facts.socketState(socket.id), facts.setpointState(socket.id), priorityOf.get(socket.id)),
      ),
    ),
  };
}

function demandOf(
  chargePoint: ChargePoint,
  socket: Socket,
  state: SocketState | undefined,
  setpoint: SetpointState | undefined,
  priority: PriorityRow | undefined,
): SocketDemand {
  const satisfied = wantsNothing(state, priority);
  return {
    id: socket.id,
    node: nodeOfChargePoint(chargePoint),
    phases: phasesOf(socket),
    minA: chargePoint.minLimitA,
    maxA: socket.maxLimitA,
    wantA: wantedA(chargePoint, socket, state, priority),
    priority: satisfied ? LAST : (priority?.priority ?? UNTOLD_PRIORITY),
    currentA: setpoint?.toldA ?? 0,
    reservedA: reservedA(socket, state, setpoint),
    canPause: chargePoint.canPause,
  };
}

const wantsNothing = (state: SocketState | undefined, priority: PriorityRow | undefined): boolean =>
  isSuspended(state) || priority?.neededKwh === 0;

const isSuspended = (state: SocketState | undefined): boolean => state?.status === 'SuspendedEV' || state?.status === 'Finishing';

/** The most this socket can use: its rating, or what its van's charger takes. Nobody plugged in, nothing wanted. */
function wantedA(chargePoint: ChargePoint, socket: Socket, state: SocketState | undefined, priority: PriorityRow | undefined): number {
  if (!state?.plugged) return 0;
  // So that it can wake up again: to warm its cabin, say.
  if (isSuspended(state)) return chargePoint.minLimitA;
  if (priority?.maxChargeKw == null) return socket.maxLimitA;
  const usableA = Math.ceil(ampsOfKw(priority.maxChargeKw, socket.phases));
  return Math.min(socket.maxLimitA, Math.max(chargePoint.minLimitA, usableA));
}

/** A socket that cannot be told is not shared out to: it is counted at the most that it may be drawing. */
function reservedA(socket: Socket, state: SocketState | undefined, setpoint: SetpointState | undefined): number | null {
  if (!state?.lost && setpoint?.state !== 'failed') return null;
  if (setpoint?.confirmedA == null) return socket.maxLimitA;
  return Math.min(socket.maxLimitA, Math.ceil(Math.max(setpoint.confirmedA, setpoint.toldA ?? 0, state?.currentA ?? 0)));
}
