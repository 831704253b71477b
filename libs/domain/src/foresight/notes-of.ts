import type { PlanNote } from '../allocation';
import type { HorizonPlan } from '../plan';
import { localTimeOf } from '../time';
import type { Foresight } from './horizon-problem-of';
import { jobsAtSockets } from './jobs-at-sockets';
import { slotStartMs, slotsUntil } from './slots';

/** What the plan knows of each socket's van: when its amps rise or it starts, when it leaves and what it needs. */
export function notesOf(foresight: Foresight, plan: HorizonPlan, nowMs: number, zone: string): Map<string, PlanNote> {
  const { slots } = foresight;
  const slot = Math.max(0, slotsUntil(slots, nowMs));
  return new Map(
    jobsAtSockets(foresight, plan).map(({ socket, parts }) => {
      const whAt = (at: number) => parts.reduce((sum, { wh }) => sum + (wh[at] ?? 0), 0);
      const rises = parts[0].wh.findIndex((_, at) => at > slot && whAt(at) > whAt(slot));
      const neededWh = parts.reduce((sum, { job }) => sum + job.neededWh, 0);
      const { departAtMs } = parts[0].of;
      const leaves = departAtMs === null ? [] : [`leaves ${localTimeOf(departAtMs, zone)}`];
      const note = {
        until: rises < 0 ? undefined : localTimeOf(slotStartMs(slots, rises), zone),
        facts: [...leaves, `needs ${Math.round(neededWh / 100) / 10} kWh`].join(', '),
      };
      return [socket, note];
    }),
  );
}
