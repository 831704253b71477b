import { type AllocationProblem, type SocketDemand } from './allocator';

/** An amp beyond what the plan gives is worth this part of one that the plan gives. */
export const SPARE_WORTH = 0.02;
/** Priorities above it are alike: far apart figures would drown the others in rounding. */
const MOST_PRIORITY = 1_000;

/** What an amp on one phase is worth; 0: served only from what the others leave. */
export function weightOf({ priority }: SocketDemand): number {
  return Number.isFinite(priority) ? Math.min(MOST_PRIORITY, Math.max(0, priority)) : 0;
}

/**
 * What amps are worth: priority × phases for each of them up to the plan's target (without a plan: up to what is wanted), and a
 * little for those beyond it, where a van takes what is spare. All allocators and the bounds that they are held to use this one.
 */
export function valueOfAmps(problem: AllocationProblem, amps: readonly number[]): number {
  return problem.sockets.reduce((sum, demand, index) => sum + valueAt(demand, amps[index] ?? 0), 0);
}

function valueAt(demand: SocketDemand, amps: number): number {
  if (demand.reservedA !== null || amps <= 0) return 0;
  const mostA = Math.floor(Math.min(demand.maxA, demand.wantA));
  const targetA = Math.min(mostA, Math.ceil(demand.targetA ?? mostA));
  const spareA = demand.takesSpare ? Math.min(amps, mostA) - targetA : 0;
  return weightOf(demand) * demand.phases.length * (Math.min(amps, targetA) + SPARE_WORTH * Math.max(0, spareA));
}
