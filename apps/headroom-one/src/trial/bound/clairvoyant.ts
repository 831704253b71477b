import { flowPlanner, type HorizonProblem } from '@headroom/domain';
import type { Visit } from '@headroom/simulator';
import type { TrialCase } from '../run/trial-case';

/** The best that anyone could have done who had known every session and the building beforehand. */
export interface BoundFigures {
  readonly chargedKwh: number;
  readonly unmetKwh: number;
  /** null where no prices are known. */
  readonly cost: number | null;
}

const SLOT_MINUTES = 15;
const SLOT_MS = SLOT_MINUTES * 60_000;
const LOOK_MS = 5_000;
const SLOT_H = 0.25;
const SOCKET_KW = (32 * 230) / 1000;

/**
 * An exact plan in quarter-hours with the true windows, the true building and vans that take any current: no policy can leave less unmet,
 * nor charge as much for less. Null where the exact planner cannot say (never on one connection without feeders).
 */
export const clairvoyantOf = (trial: TrialCase): BoundFigures | null => {
  const problem = problemOf(trial);
  const plan = flowPlanner.supports(problem) ? flowPlanner.plan(problem, Number.POSITIVE_INFINITY) : null;
  if (plan === null || !plan.exact) return null;
  const neededWh = problem.jobs.reduce((sum, job) => sum + job.neededWh, 0);
  const unmetWh = plan.unmetWh.reduce((sum, wh) => sum + wh, 0);
  return { chargedKwh: (neededWh - unmetWh) / 1000, unmetKwh: unmetWh / 1000, cost: trial.site.price === null ? null : plan.cost };
};

const problemOf = (trial: TrialCase): HorizonProblem => {
  const { fromMs, untilMs } = trial.days;
  const slots = Math.ceil((untilMs - fromMs) / SLOT_MS);
  const perSlot = (figure: (slotMs: number) => number) => Array.from({ length: slots }, (_, slot) => figure(fromMs + slot * SLOT_MS));
  return {
    slots,
    slotMinutes: SLOT_MINUTES,
    nodes: [{ id: 'main', parent: null, capacityWh: perSlot((slotMs) => freeWh(trial, slotMs)), softWh: null, phaseWh: null }],
    jobs: trial.depot.visits.map((visit) => jobOf(visit, fromMs, slots)),
    pricePerKwh: perSlot((slotMs) => trial.site.price?.(slotMs) ?? 0),
    classWidth: 0,
  };
};

/** What the building left of the limit, second by second. */
const freeWh = ({ site }: TrialCase, slotMs: number): number => {
  let kw = 0;
  for (let ms = slotMs; ms < slotMs + SLOT_MS; ms += LOOK_MS) kw += Math.max(0, site.limitKw - site.buildingKw(ms));
  return Math.ceil(((kw * LOOK_MS) / SLOT_MS) * SLOT_H * 1000);
};

const jobOf = ({ van, arrivesAtMs, leavesAtMs }: Visit, fromMs: number, slots: number): HorizonProblem['jobs'][number] => ({
  id: van.id,
  node: 'main',
  phases: [0],
  // A slot that the van is there for a part of counts whole: a bound may promise too much and never too little.
  fromSlot: Math.max(0, Math.floor((arrivesAtMs - fromMs) / SLOT_MS)),
  untilSlot: Math.min(slots, Math.ceil((leavesAtMs - fromMs) / SLOT_MS)),
  neededWh: Math.max(0, Math.round(10 * (van.batteryKwh * van.stopSocPct - 100 * van.storedKwh))),
  maxWh: Math.ceil(SOCKET_KW * SLOT_H * 1000),
  priority: 1,
  isCharging: false,
});
