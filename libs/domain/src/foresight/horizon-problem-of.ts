import type { HorizonProblem } from '../plan';
import { jobsComing } from './jobs-coming';
import { jobsHere } from './jobs-here';
import { nodesOf, socketNodesOf } from './nodes';
import type { DepotOutlook, ForeseenJob } from './outlook';
import { pricesOf } from './prices';
import { type ForesightSettings, foresightSettings } from './settings';
import { type Slots, slotsFrom } from './slots';

/** A depot's coming two days as a problem for a planner, and whose each job is. */
export interface Foresight {
  readonly problem: HorizonProblem;
  /** In the order of the problem's jobs. */
  readonly jobs: readonly ForeseenJob[];
  readonly slots: Slots;
}

/** Slots of 15 minutes to the last departure, at most 48 h. The same rows give the same problem. */
export function horizonProblemOf(outlook: DepotOutlook, settings: ForesightSettings = foresightSettings): Foresight {
  const horizon = slotsFrom(outlook.nowMs, settings.slotMinutes, settings.horizonMs);
  const here = jobsHere(outlook, horizon, settings);
  const foreseen = [...here, ...jobsComing(outlook, horizon, settings, here)];
  const slots = { ...horizon, count: Math.max(1, ...foreseen.map(({ job }) => job.untilSlot)) };
  return {
    slots,
    jobs: foreseen.map(({ of }) => of),
    problem: {
      slots: slots.count,
      slotMinutes: settings.slotMinutes,
      nodes: [...nodesOf(outlook, slots, settings), ...socketNodesOf(foreseen, slots)],
      jobs: foreseen.map(({ job }) => job),
      pricePerKwh: pricesOf(outlook.rates, slots, outlook.zone, settings.flatPricePerKwh),
      classWidth: settings.classWidth,
    },
  };
}
