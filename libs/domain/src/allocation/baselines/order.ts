import { type Deal, priorityOf, type Seat } from '../deal';

/** Below 0 where the first goes before the second. */
export type Order = (a: Seat, b: Seat) => number;

/** Whoever charges came before those that wait; among equals by id, so that the order of the problem plays no part. */
export const firstCome: Order = (a, b) => Number(b.demand.currentA > 0) - Number(a.demand.currentA > 0) || byId(a, b);

/** By a moment or a time span, the smallest first; what is not known goes last. */
export function soonest(figureOf: (seat: Seat) => number | null | undefined): Order {
  const known = (seat: Seat) => {
    const figure = figureOf(seat) ?? Number.MAX_VALUE;
    return Number.isFinite(figure) ? figure : Number.MAX_VALUE;
  };
  return (a, b) => Math.sign(known(a) - known(b)) || firstCome(a, b);
}

/** The same room, and the seats served in this order; who wants nothing more is always served from what the others leave. */
export function inOrder({ room, seats }: Deal, order: Order): Deal {
  const isServedLast = (seat: Seat) => Number(priorityOf(seat.demand) <= 0);
  return { room, seats: [...seats].sort((a, b) => isServedLast(a) - isServedLast(b) || order(a, b)) };
}

function byId(a: Seat, b: Seat): number {
  return a.demand.id < b.demand.id ? -1 : Number(a.demand.id > b.demand.id);
}
