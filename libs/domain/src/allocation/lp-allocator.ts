import solver, { type Model } from 'javascript-lp-solver';
import { VOLTAGE_V } from '../units';
import type { Allocation, AllocationProblem, Allocator } from './allocator';
import { blockerFor, type Deal, dealMinimums, dealSlices, openDeal, type Seat, seatAt, upToAllowed, upToTarget } from './deal';
import { allocationOf } from './explain';
import { keepSteady } from './keep-steady';
import { mustGoOn } from './must-go-on';
import { slicesAllocator } from './slices-allocator';
import { faultIn } from './sound';
import { SPARE_WORTH, weightOf } from './worth';

/** Beyond this the solver needs seconds on unlucky problems (optimiser.md, 3.3). */
const MOST_SOCKETS = 50;
const TIMEOUT_MS = 50;

/**
 * The exact alternative for small depots: the most worth (worth.ts) that the limits allow, each socket at 0 or from its minimum up; who
 * has priority 0 is served from what is left. What the solver says is believed only after the oracle has judged it; without a sound
 * answer in time, the slices decide.
 */
export const lpAllocator: Allocator = lpAllocatorWithin(TIMEOUT_MS);

/** The same with another time limit; a problem that the solver needs longer for goes to the slices. */
export function lpAllocatorWithin(timeoutMs: number): Allocator {
  return { id: 'lp', allocate: (problem) => allocate(problem, timeoutMs) };
}

function allocate(problem: AllocationProblem, timeoutMs: number): Allocation {
  if (problem.sockets.length > MOST_SOCKETS) return slicesAllocator.allocate(problem);
  const deal = openDeal(problem);
  const amps = solved(deal, timeoutMs);
  if (amps === null) return slicesAllocator.allocate(problem);
  for (const [index, seat] of deal.seats.entries()) seatAt(deal, seat, amps[index] as number);
  for (const level of [upToTarget, upToAllowed]) {
    dealMinimums(deal, level);
    dealSlices(deal, level);
  }
  for (const seat of deal.seats) seat.blocker = blockerFor(deal, seat);
  keepSteady(deal);
  const allocation = allocationOf('lp', problem, deal);
  return faultIn(problem, allocation) === null ? allocation : slicesAllocator.allocate(problem);
}

/** The amps of each seat in the deal's order, or null without a sound answer. */
function solved(deal: Deal, timeoutMs: number): number[] | null {
  try {
    const result = solver.Solve(modelOf(deal, timeoutMs)) as unknown as Record<string, number | boolean | undefined>;
    // Out of time it hands out a relaxation, fractions rounded away and all, and calls that feasible.
    if (result.feasible !== true || result.isIntegral !== true) return null;
    return deal.seats.map((_, index) => Math.round(Number(result[`amps${index}`] ?? 0)) + Math.round(Number(result[`spare${index}`] ?? 0)));
  } catch {
    return null;
  }
}

/** amps + spare ≤ allowed × on and amps + spare ≥ minimum × on make each socket semi-continuous; amps go as far as the target. */
function modelOf(deal: Deal, timeoutMs: number): Model {
  const model = {
    optimize: 'worth',
    opType: 'max' as const,
    constraints: limitsOf(deal),
    variables: {} as Record<string, Record<string, number>>,
    ints: {} as Record<string, 1>,
    options: { timeout: timeoutMs },
  };
  const goOn = mustGoOn(deal);
  deal.seats.forEach((seat, index) => {
    if (seat.allowedA === 0 || (weightOf(seat.demand) === 0 && !goOn.has(seat))) return;
    const uses = { [`most${index}`]: 1, [`least${index}`]: -1, ...usesOf(deal, seat) };
    const worth = weightOf(seat.demand) * seat.demand.phases.length;
    model.variables[`amps${index}`] = { worth, [`target${index}`]: 1, ...uses };
    model.constraints[`target${index}`] = { max: seat.targetA };
    if (seat.allowedA > seat.targetA) model.variables[`spare${index}`] = { worth: worth * spareWorthOf(seat), ...uses };
    model.variables[`on${index}`] = { [`most${index}`]: -seat.allowedA, [`least${index}`]: seat.minA, [`on${index}`]: 1 };
    model.constraints[`most${index}`] = { max: 0 };
    model.constraints[`least${index}`] = { max: 0 };
    model.constraints[`on${index}`] = goOn.has(seat) ? { equal: 1 } : { max: 1 };
    model.ints[`amps${index}`] = 1;
    model.ints[`spare${index}`] = 1;
    model.ints[`on${index}`] = 1;
  });
  return model;
}

/** Amps that are only there to reach the minimum are worth nothing. */
function spareWorthOf({ demand }: Seat): number {
  return demand.takesSpare ? SPARE_WORTH : 0;
}

/** W and A that are left under each limit that is one; what is reserved is booked already. */
function limitsOf({ room }: Deal): Record<string, { max?: number; equal?: number }> {
  const limits: Record<string, { max?: number; equal?: number }> = {};
  room.free.forEach((free, slot) => {
    if (free < Number.POSITIVE_INFINITY) limits[`limit${slot}`] = { max: Math.max(0, slot % 4 === 0 ? free / VOLTAGE_V : free) };
  });
  return limits;
}

function usesOf({ room }: Deal, { path, demand: { phases } }: Seat): Record<string, number> {
  const uses: Record<string, number> = {};
  for (const index of path) {
    if ((room.free[index * 4] as number) < Number.POSITIVE_INFINITY) uses[`limit${index * 4}`] = phases.length;
    for (const phase of phases) {
      const slot = index * 4 + 1 + phase;
      if ((room.free[slot] as number) < Number.POSITIVE_INFINITY) uses[`limit${slot}`] = 1;
    }
  }
  return uses;
}
