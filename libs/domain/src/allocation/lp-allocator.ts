import solver, { type Model } from 'javascript-lp-solver';
import { judge, judgeSetpoint } from '../safety';
import { VOLTAGE_V } from '../units';
import type { Allocation, AllocationProblem, Allocator } from './allocator';
import { type Deal, dealMinimums, dealSlices, openDeal, priorityOf, type Seat } from './deal';
import { allocationOf } from './explain';
import { keepSteady } from './keep-steady';
import { take } from './room';
import { slicesAllocator } from './slices-allocator';

/** Beyond this the solver needs seconds on unlucky problems (optimiser.md, 3.3). */
const MOST_SOCKETS = 50;
const TIMEOUT_MS = 50;
/** So that a van of no priority is still worth charging. */
const LEAST_WORTH = 0.01;

/**
 * The exact alternative for small depots: the most amps by priority that the limits allow, each socket at 0 or from its minimum
 * up. What the solver says is believed only after the oracle has judged it; without a sound answer in time, the slices decide.
 */
export const lpAllocator: Allocator = lpAllocatorWithin(TIMEOUT_MS);

/** The same with another time limit; a problem that the solver needs longer for goes to the slices. */
export function lpAllocatorWithin(timeoutMs: number): Allocator {
  return { id: 'lp', allocate: (problem) => allocate(problem, timeoutMs) };
}

function allocate(problem: AllocationProblem, timeoutMs: number): Allocation {
  if (problem.sockets.length > MOST_SOCKETS) return slicesAllocator.allocate(problem);
  const amps = solved(openDeal(problem), timeoutMs);
  if (amps === null) return slicesAllocator.allocate(problem);
  const deal = openDeal(problem);
  for (const [index, seat] of deal.seats.entries()) seatWith(deal, seat, amps[index] as number);
  dealMinimums(deal);
  dealSlices(deal);
  keepSteady(deal);
  return isSound(problem, deal) ? allocationOf('lp', problem, deal) : slicesAllocator.allocate(problem);
}

function seatWith({ room }: Deal, seat: Seat, amps: number): void {
  if (amps === 0) return;
  seat.amps = amps;
  take(room, seat.path, seat.demand.phases, amps);
}

/** The amps of each seat in the deal's order, or null without a sound answer. */
function solved(deal: Deal, timeoutMs: number): number[] | null {
  try {
    const result = solver.Solve(modelOf(deal, timeoutMs)) as unknown as Record<string, number | boolean | undefined>;
    // Out of time it hands out a relaxation, fractions rounded away and all, and calls that feasible.
    if (result.feasible !== true || result.isIntegral !== true) return null;
    return deal.seats.map((_, index) => Math.round(Number(result[`amps${index}`] ?? 0)));
  } catch {
    return null;
  }
}

/** amps ≤ ceiling × on and amps ≥ minimum × on make each socket semi-continuous. */
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
    if (seat.ceilingA === 0) return;
    model.variables[`amps${index}`] = { worth: worthOf(seat), [`most${index}`]: 1, [`least${index}`]: -1, ...usesOf(deal, seat) };
    model.variables[`on${index}`] = { [`most${index}`]: -seat.ceilingA, [`least${index}`]: seat.minA, [`on${index}`]: 1 };
    model.constraints[`most${index}`] = { max: 0 };
    model.constraints[`least${index}`] = { max: 0 };
    model.constraints[`on${index}`] = goOn.has(seat) ? { equal: 1 } : { max: 1 };
    model.ints[`amps${index}`] = 1;
    model.ints[`on${index}`] = 1;
  });
  return model;
}

/** Those that should not be paused and need not be. */
function mustGoOn({ room, seats }: Deal): Set<Seat> {
  const kept = seats.filter(({ demand }) => !demand.canPause);
  const trial = { room: { ...room, free: room.free.slice() }, seats: kept.map((seat) => ({ ...seat })) };
  dealMinimums(trial);
  return new Set(kept.filter((_, index) => (trial.seats[index] as Seat).amps > 0));
}

function worthOf({ demand }: Seat): number {
  return LEAST_WORTH + Math.min(1, Math.max(0, priorityOf(demand)));
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

/** Judged on top of nothing but what was dealt: what is reserved may be over a limit already, and then nothing was dealt there. */
function isSound({ nodes }: AllocationProblem, { seats }: Deal): boolean {
  const dealt = seats.filter(({ amps }) => amps > 0);
  if (dealt.some(({ amps, ceilingA, minA, demand }) => amps > ceilingA || judgeSetpoint(amps, { minA, maxA: demand.maxA }) !== null))
    return false;
  const under = new Set(dealt.flatMap(({ path }) => [...path].map((index) => nodes[index]?.id)));
  const exposures = seats
    .filter(({ unfit }) => unfit === null)
    .map(({ demand, amps }) => ({ node: demand.node, phases: demand.phases, amps: demand.reservedA ?? amps }));
  return judge(nodes, exposures).every(({ node }) => !under.has(node));
}
