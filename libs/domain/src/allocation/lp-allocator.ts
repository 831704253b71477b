import { javascriptSolver, type Solver, solved } from '../solver';
import type { Allocation, AllocationProblem, Allocator } from './allocator';
import { blockerFor, dealMinimums, dealSlices, openDeal, seatAt, upToAllowed, upToTarget } from './deal';
import { allocationOf } from './explain';
import { keepSteady } from './keep-steady';
import { lpModelOf } from './lp-model';
import { slicesAllocator } from './slices-allocator';
import { faultIn } from './sound';
import { settleEquals } from './tick/settle-equals';
import { fastTick } from './tick-allocator';

/** Beyond this solvers need seconds on unlucky problems (optimiser.md, 3.3). */
export const MOST_LP_SOCKETS = 50;
/** For a depot of that size, once a minute. */
const TIME_LIMIT_MS = 50;

/** The exact allocator for small depots, by javascript-lp-solver. */
export const lpAllocator: Allocator = lpAllocatorWithin(TIME_LIMIT_MS);

/**
 * The most worth that the limits allow, exactly; who has priority 0 is served from what is left, and small changes are not made. What the
 * solver says is believed only after the oracle has judged it; without a sound answer in time, the slices decide.
 */
export function lpAllocatorWithin(timeLimitMs: number, solver: Solver = javascriptSolver): Allocator {
  return { id: 'lp', allocate: (problem) => exactAmps(problem, timeLimitMs, solver) ?? slicesAllocator.allocate(problem) };
}

/** null: too large, or no sound answer in time. */
export function exactAmps(problem: AllocationProblem, timeLimitMs: number, solver: Solver): Allocation | null {
  if (problem.sockets.length > MOST_LP_SOCKETS) return null;
  const deal = openDeal(problem);
  const { model, ampsOf } = lpModelOf(deal);
  const values = solved(solver, model, timeLimitMs);
  if (values === null) return null;
  const amps = ampsOf(values);
  settleEquals(deal.seats, amps);
  for (const [index, seat] of deal.seats.entries()) seatAt(deal, seat, amps[index] as number);
  for (const level of [upToTarget, upToAllowed]) {
    dealMinimums(deal, level);
    dealSlices(deal, level);
  }
  for (const seat of deal.seats) seat.blocker = blockerFor(deal, seat);
  keepSteady(deal, ({ demand }) => (demand.targetA == null ? fastTick.deadBandA : fastTick.planDeadBandA));
  const allocation = allocationOf('lp', problem, deal);
  return faultIn(problem, allocation) === null ? allocation : null;
}
