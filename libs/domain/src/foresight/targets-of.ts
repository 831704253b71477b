import type { SocketDemand } from '../allocation';
import type { HorizonPlan } from '../plan';
import { ampsOfKw, MIN_CHARGE_A } from '../units';
import type { Foresight } from './horizon-problem-of';
import { jobsAtSockets } from './jobs-at-sockets';
import { kwOfWh, slotsUntil } from './slots';

/** What the plan gives a socket now. */
export interface PlannedTarget {
  readonly targetA: number;
  /** More is of use: the plan charges this van later at no lower price, cannot serve it whole, or leaves it no time to wait. */
  readonly takesSpare: boolean;
  /**
   * Of its priority, what counts at this moment: 1 for a van that cannot wait, half of that for every slot that it can. What it does not get
   * now it gets later, so amps that are short of the plan are taken from those with time, not from those with a low priority.
   */
  readonly urgency: number;
}

/** Less than this is not worth beginning to charge for, but for the last of it. */
const LEAST_TO_BEGIN_A = 2;
/** A van that can wait ten slots is as patient as any. */
const MOST_SLOTS_OF_PATIENCE = 10;

/** What the plan gives each socket whose van was plugged in when it was made; empty where the plan has run out. */
export function targetsOf(foresight: Foresight, plan: HorizonPlan, nowMs: number): Map<string, PlannedTarget> {
  const { problem, slots } = foresight;
  const slot = Math.max(0, slotsUntil(slots, nowMs));
  const targets = new Map<string, PlannedTarget>();
  if (slot >= problem.slots) return targets;
  const priceNow = problem.pricePerKwh[slot] ?? 0;
  for (const { socket, parts } of jobsAtSockets(foresight, plan)) {
    const [{ job, of }] = parts;
    const givesNowWh = parts.reduce((sum, part) => sum + (part.wh[slot] ?? 0) * (part.of.rateNow ?? 1), 0);
    const later = (isMeant: (at: number) => boolean) => parts.some(({ wh }) => wh.some((each, at) => at > slot && each > 0 && isMeant(at)));
    const amps = ampsOfKw(kwOfWh(slots, givesNowWh), job.phases.length);
    const isLast = !later(() => true);
    const targetA = startable(amps, job.isCharging || isLast);
    const laxitySlots = Math.max(0, Math.floor((of.laxityMs ?? 0) / slots.slotMs));
    const isWanting = parts.some(({ unmetWh }) => unmetWh > 0) || (of.laxityMs !== undefined && laxitySlots === 0);
    // Nobody is begun for what is spare at a moment: the plan of the next minutes sees it too.
    const takesSpare = (targetA > 0 || job.isCharging) && (isWanting || later((at) => (problem.pricePerKwh[at] ?? 0) >= priceNow));
    targets.set(socket, { targetA, takesSpare, urgency: 0.5 ** Math.min(MOST_SLOTS_OF_PATIENCE, laxitySlots) });
  }
  return targets;
}

/** What a socket asks for when it follows the plan. */
export function followingPlan(demand: SocketDemand, { targetA, takesSpare, urgency }: PlannedTarget): SocketDemand {
  return { ...demand, targetA, takesSpare, priority: demand.priority * urgency };
}

/** 0 A, or no less than a vehicle charges at. @param isWorthIt it charges already, or this is the last that it gets. */
function startable(amps: number, isWorthIt: boolean): number {
  if (amps >= MIN_CHARGE_A) return Math.round(amps);
  return amps > 0 && (isWorthIt || amps >= LEAST_TO_BEGIN_A) ? MIN_CHARGE_A : 0;
}
