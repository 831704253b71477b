import type { PlanNote } from '../allocation';
import type { HorizonPlan } from '../plan';
import { localTimeOf } from '../time';
import type { Foresight } from './horizon-problem-of';
import { slotStartMs, slotsUntil } from './slots';

/** What the plan knows of each socket's van: when its amps rise or it starts, when it leaves and what it needs. */
export function notesOf({ problem, jobs, slots }: Foresight, plan: HorizonPlan, nowMs: number, zone: string): Map<string, PlanNote> {
  const slot = Math.max(0, slotsUntil(slots, nowMs));
  const notes = new Map<string, PlanNote>();
  jobs.forEach(({ socket, departAtMs, isHere }, index) => {
    const job = problem.jobs[index];
    if (!isHere || job === undefined) return;
    const planned = plan.wh.subarray(index * problem.slots, (index + 1) * problem.slots);
    const rises = planned.findIndex((wh, at) => at > slot && wh > (planned[slot] ?? 0));
    const leaves = departAtMs === null ? [] : [`leaves ${localTimeOf(departAtMs, zone)}`];
    notes.set(socket, {
      until: rises < 0 ? undefined : localTimeOf(slotStartMs(slots, rises), zone),
      facts: [...leaves, `needs ${Math.round(job.neededWh / 100) / 10} kWh`].join(', '),
    });
  });
  return notes;
}
