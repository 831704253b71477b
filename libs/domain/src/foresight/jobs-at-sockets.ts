import type { HorizonJob, HorizonPlan } from '../plan';
import type { Foresight } from './horizon-problem-of';
import type { ForeseenJob } from './outlook';

/** A part of a van's charge, with what a plan gives it. */
export interface PlannedPart {
  readonly job: HorizonJob;
  readonly of: ForeseenJob;
  /** By slot. */
  readonly wh: Int32Array;
  readonly unmetWh: number;
}

/** The parts of the charge of each van that is plugged in: one, or a fast and a slow one, in this order. */
export function jobsAtSockets(
  { problem, jobs }: Foresight,
  plan: HorizonPlan,
): { readonly socket: string; readonly parts: readonly [PlannedPart, ...PlannedPart[]] }[] {
  const bySocket = new Map<string, [PlannedPart, ...PlannedPart[]]>();
  jobs.forEach((of, index) => {
    const job = problem.jobs[index];
    if (!of.isHere || job === undefined) return;
    const wh = plan.wh.subarray(index * problem.slots, (index + 1) * problem.slots);
    const part = { job, of, wh, unmetWh: plan.unmetWh[index] ?? 0 };
    const parts = bySocket.get(of.socket);
    if (parts === undefined) bySocket.set(of.socket, [part]);
    else parts.push(part);
  });
  return [...bySocket].map(([socket, parts]) => ({ socket, parts }));
}
