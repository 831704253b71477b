import type { AllocationProblem, SocketDemand } from './allocator';
import { blockerOf, openRoom, type Room, take, type Way, wayIn } from './room';
import { phasesOf, reservedOf, seatFor } from './seat-for';

/** One socket while amps are dealt out. */
export interface Seat {
  /** Its place among the problem's sockets. */
  readonly at: number;
  readonly demand: SocketDemand;
  readonly path: Int32Array;
  readonly minA: number;
  /** The most it can use: whole amps, at most its rating and what it wants; 0 where it can be given nothing. */
  readonly ceilingA: number;
  /** What the plan gives it now, at most the ceiling; the ceiling where there is no plan. */
  readonly targetA: number;
  /** The most it may have: the ceiling where it takes what is spare, else what it needs to follow its plan. */
  readonly allowedA: number;
  /** Why nothing can be given, in an operator's words. */
  readonly unfit: string | null;
  amps: number;
  /** The node that stopped it, or -1. */
  blocker: number;
  /** Why it keeps the setpoint that it has: the change is not worth a message, or nothing is raised in an emergency. null: it need not. */
  held: 'steady' | 'emergency' | null;
}

/** A deal in progress: the seats in the order in which they are served, and the room that is left. */
export interface Deal {
  readonly room: Room;
  readonly seats: readonly Seat[];
}

/** Sits everybody down in priority order and books what cannot be steered. */
export function openDeal(problem: AllocationProblem): Deal {
  const { room, seats } = openUnordered(problem);
  return { room, seats: inOrder(seats) };
}

/** The same, but in the order of the problem. */
export function openUnordered(problem: AllocationProblem): Deal {
  const room = openRoom(problem.nodes);
  const ways = new Map<string, Way>();
  const wayFrom = (node: string): Way => {
    const way = ways.get(node) ?? wayIn(room, node);
    ways.set(node, way);
    return way;
  };
  const seats = problem.sockets.map((demand, at) => seatFor(at, demand, wayFrom(demand.node)));
  for (const seat of seats) if (seat.demand.reservedA !== null) take(room, seat.path, phasesOf(seat.demand), reservedOf(seat.demand));
  return { room, seats };
}

/** Those that should not be paused, whatever their priority. */
export function keptOf({ room, seats }: Deal): Deal {
  return { room, seats: seats.filter(({ demand }) => !demand.canPause) };
}

/** Those with a priority, and then the rest, in the same room. */
export function turnsOf({ room, seats }: Deal): Deal[] {
  const isServedFirst = ({ demand }: Seat) => priorityOf(demand) > 0;
  return [seats.filter(isServedFirst), seats.filter((seat) => !isServedFirst(seat))].map((turn) => ({ room, seats: turn }));
}

/** Up to how many amps a seat is dealt to. */
export type Level = (seat: Seat) => number;
/** All that it can use, whatever the plan says. */
export const upToCeiling: Level = ({ ceilingA }) => ceilingA;
/** All that it may have beside its plan. */
export const upToAllowed: Level = ({ allowedA }) => allowedA;
/** What it needs to follow its plan. */
export const upToTarget: Level = ({ targetA, minA }) => (targetA === 0 ? 0 : Math.max(targetA, minA));

/** Gives each seat that has nothing its minimum where that fits, those that should not be paused first. */
export function dealMinimums({ room, seats }: Deal, level: Level = upToCeiling): void {
  for (const mustGoOn of [true, false]) {
    for (const seat of seats) {
      if (seat.amps > 0 || level(seat) === 0 || seat.demand.canPause === mustGoOn) continue;
      seat.blocker = blockerOf(room, seat.path, seat.demand.phases, seat.minA);
      if (seat.blocker >= 0) continue;
      seat.amps = seat.minA;
      take(room, seat.path, seat.demand.phases, seat.minA);
    }
  }
}

/** Deals single amps in rounds until nobody can take another. What has once been full stays full, so a seat drops out for good. */
export function dealSlices({ room, seats }: Deal, level: Level = upToCeiling): void {
  let open = seats.filter((seat) => seat.amps > 0);
  while (open.length > 0) open = open.filter((seat) => takeSlice(room, seat, level(seat)));
}

function takeSlice(room: Room, seat: Seat, mostA: number): boolean {
  if (seat.amps >= mostA) return false;
  seat.blocker = blockerOf(room, seat.path, seat.demand.phases, 1);
  if (seat.blocker >= 0) return false;
  seat.amps += 1;
  take(room, seat.path, seat.demand.phases, 1);
  return true;
}

/** Amps for a seat that has none yet. */
export function seatAt({ room }: Deal, seat: Seat, amps: number): void {
  if (amps === 0) return;
  seat.amps = amps;
  take(room, seat.path, seat.demand.phases, amps);
}

/** The limit without which it would be given more: a node's index, or -1. */
export function blockerFor({ room }: Deal, { amps, allowedA, minA, path, demand }: Seat): number {
  return amps >= allowedA ? -1 : blockerOf(room, path, demand.phases, amps === 0 ? minA : 1);
}

/** Higher priority first; among equals the one that is charging, then by id, so that the order they came in plays no part. */
function inOrder(seats: readonly Seat[]): Seat[] {
  return seats
    .map((seat) => ({ seat, priority: priorityOf(seat.demand), charges: Number(seat.demand.currentA > 0), id: seat.demand.id }))
    .sort((a, b) => b.priority - a.priority || b.charges - a.charges || (a.id < b.id ? -1 : Number(a.id > b.id)))
    .map(({ seat }) => seat);
}

/** What is no number goes last. */
export function priorityOf(demand: SocketDemand): number {
  return Number.isFinite(demand.priority) ? demand.priority : -Number.MAX_VALUE;
}
