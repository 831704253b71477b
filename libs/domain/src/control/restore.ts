import { type Room, spareA, take } from '../allocation/room';
import type { ControlSocket } from './picture';
import { isReliable, priorityOf, type Seat } from './seat';
import { leastA } from './wanted';

/** Sums of doubles may miss a limit by this much. */
const ROUNDING_A = 1e-6;
/** Equals are cut level to within this: a charge point is not told for the sake of one ampere of evenness. */
const LEVEL_STEP_A = 2;

/**
 * The cuts that restore broken limits, as deep as needed and no deeper. The least urgent give first and equals the same; all go to their
 * least before anybody goes to nothing; and while others will do, one message per charge point, for the second would have to wait for the gap.
 * @param expected what each socket will draw at most as things stand, A. @param told those that are to be told something anyway.
 */
export function restore(
  room: Room,
  expected: ReadonlyMap<Seat, number>,
  told: readonly Seat[],
  isOpen: (socket: ControlSocket) => boolean,
): ReadonlyMap<Seat, number> {
  const cuts = new Map<Seat, number>();
  const takenBy = new Map(told.map((seat) => [seat.socket.chargePoint, seat]));
  const classes = leastUrgentFirst([...expected.keys()].filter(isReliable));
  for (const spread of [true, false]) for (const equals of classes) lower(equals, spread);
  for (const spread of [true, false]) for (const seat of classes.flat()) if (!spread || isFree(seat)) cutTo(seat, 0);
  if (allGoOutNow()) for (const seat of classes.flat().reverse()) giveBack(seat);
  for (const seat of expected.keys()) if (!isReliable(seat) && seat.row.toldA !== 0 && missingA(room, seat) > 0) cuts.set(seat, 0);
  return cuts;

  /** Whoever has most gives first, so that equals end level. */
  function lower(equals: readonly Seat[], spread: boolean): void {
    const mostA = Math.max(...equals.map(nowA));
    for (let levelA = mostA - LEVEL_STEP_A; levelA > -LEVEL_STEP_A; levelA -= LEVEL_STEP_A) {
      for (const seat of equals) if (!spread || isFree(seat)) cutTo(seat, Math.max(levelA, leastA(seat.socket)));
    }
  }

  /** As far as these amps if that much is missing. To 0 A there is nothing in between. */
  function cutTo(seat: Seat, floorA: number): void {
    const missing = missingA(room, seat);
    if (missing <= 0) return;
    const hasA = nowA(seat);
    const amps = floorA === 0 ? 0 : Math.max(Math.floor(floorA), Math.floor(hasA - missing));
    if (amps < hasA) set(seat, amps);
  }

  /** What was freed beyond need, because to nothing is a step of at least 6 A, goes back to the most urgent of those that were cut. */
  function giveBack(seat: Seat): void {
    if (!cuts.has(seat)) return;
    const hasA = nowA(seat);
    const amps = Math.min(beforeA(seat), hasA + Math.floor(spareA(room, seat.way.path, seat.phases) + ROUNDING_A));
    if (amps > hasA && amps >= leastA(seat.socket)) set(seat, amps);
  }

  function allGoOutNow(): boolean {
    const seats = [...new Set([...told, ...cuts.keys()])].map(({ socket }) => socket);
    return seats.every(isOpen) && new Set(seats.map(({ chargePoint }) => chargePoint)).size === seats.length;
  }

  function set(seat: Seat, amps: number): void {
    take(room, seat.way.path, seat.phases, amps - nowA(seat));
    if (amps === beforeA(seat)) cuts.delete(seat);
    else cuts.set(seat, amps);
    takenBy.set(seat.socket.chargePoint, seat);
  }

  function isFree(seat: Seat): boolean {
    return isOpen(seat.socket) && (takenBy.get(seat.socket.chargePoint) ?? seat) === seat;
  }

  function nowA(seat: Seat): number {
    return cuts.get(seat) ?? beforeA(seat);
  }

  function beforeA(seat: Seat): number {
    return expected.get(seat) ?? 0;
  }
}

/** Whole amps by which limits above the socket are broken on its phases. */
function missingA(room: Room, { way, phases }: Seat): number {
  return Math.ceil(-spareA(room, way.path, phases) - ROUNDING_A);
}

/** By priority, which comes in classes; of equals the last installed first. Before all others whoever takes up phases that were released. */
function leastUrgentFirst(seats: readonly Seat[]): Seat[][] {
  const urgency = (seat: Seat): number => (seat.takesUpPhases ? Number.NEGATIVE_INFINITY : priorityOf(seat));
  const sorted = seats.toSorted((a, b) => (urgency(a) === urgency(b) ? (a.socket.id < b.socket.id ? 1 : -1) : urgency(a) - urgency(b)));
  const classes: Seat[][] = [];
  for (const seat of sorted) {
    const equals = classes.at(-1);
    if (equals?.[0] && urgency(equals[0]) === urgency(seat)) equals.push(seat);
    else classes.push([seat]);
  }
  return classes;
}
