// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonJob, HorizonProblem } from './horizon-problem';
import { placesByNature } from './phase-job-order';
import { type PhaseLimits, phaseLimitsOf, wholeWh } from './phase-limits';

/**
 * A horizon problem as the phase planner computes with it: typed arrays, whole numbers.
 *
 * A job's unit is one Wh on each of its phases, so that a three-phase van's unit is 3 Wh. Slots are numbered from the cheapest to the dearest
 * (equal prices: the earlier first), so that the best slot for a job is the first bit of a mask. Jobs are numbered by what they are, not by where
 * they stand in the problem, so that the order of a list never changes a plan.
 */
export interface PhaseModel extends PhaseLimits {
  readonly jobs: number;
  readonly slots: number;
  /** 32-bit words for a set of jobs, and for a set of slots. */
  readonly jobWords: number;
  readonly slotWords: number;
  /** By number here: the job's place in the problem. */
  readonly placeOfJob: Int32Array;
  /** By rank in price: the slot. */
  readonly slotOfRank: Int32Array;
  /** By rank, currency per Wh, later a touch dearer than earlier. */
  readonly price: Float64Array;
  readonly phases: Int32Array;
  /** Units a slot, and units needed, as far as the job could have them if it were alone. */
  readonly most: Int32Array;
  readonly need: Int32Array;
  /** Priority, or that of the class where classes share. */
  readonly weight: Float64Array;
  readonly classes: boolean;
  /** What leaving a unit unserved costs, in money: more than any price. */
  readonly worth: Float64Array;
  /** Jobs, those worth least first. */
  readonly byWorth: Int32Array;
  /** Set of ranks in the job's stay. */
  readonly window: Int32Array;
  /** Units that searches count as nothing; what they leave is filled in at the end. */
  readonly grain: number;
  /** By constraint, what is left when it counts as full. */
  readonly fullBelow: Int32Array;
}

/** A search for the last hundredth of a van's slot costs as much as one for half of it. */
const GRAINS_A_SLOT = 64;
const MOST_GRAIN = 30;
/** 0.3 / 0.1 is 2.999… */
const ROUNDING = 1e-9;

/** @param problem any problem; a job at an unknown node, or under nodes in a circle, gets a limit of 0. */
export function phaseModelOf(problem: HorizonProblem): PhaseModel {
  const slots = Math.max(0, Math.floor(problem.slots) || 0);
  const places = placesByNature(problem.jobs);
  const jobs = places.map((place) => problem.jobs[place]!);
  const { slotOfRank, rankOfSlot, price } = ranksOf(problem, slots);
  const slotWords = (slots + 31) >> 5;
  const window = new Int32Array(jobs.length * slotWords);
  jobs.forEach((job, i) => {
    for (let slot = Math.max(0, Math.ceil(job.fromSlot)); slot < Math.min(slots, job.untilSlot); slot++) {
      const rank = rankOfSlot[slot]!;
      window[i * slotWords + (rank >> 5)]! |= 1 << (rank & 31);
    }
  });
  const phases = Int32Array.from(jobs, (job) => Math.max(1, job.phases.length));
  const most = Int32Array.from(jobs, (job, i) => Math.floor(wholeWh(job.maxWh) / phases[i]!));
  const grain = Math.max(1, Math.min(MOST_GRAIN, Math.floor(most.reduce((high, units) => Math.max(high, units), 0) / GRAINS_A_SLOT)));
  const limits = phaseLimitsOf(problem.nodes, jobs, { phases, most, slotOfRank });
  const alone = unitsAlone(limits, { most, phases, window, slots, slotWords });
  return {
    jobs: jobs.length,
    slots,
    jobWords: (jobs.length + 31) >> 5,
    slotWords,
    placeOfJob: Int32Array.from(places),
    slotOfRank,
    price,
    phases,
    most,
    need: Int32Array.from(jobs, (job, i) => Math.min(alone[i]!, Math.ceil(wholeWh(job.neededWh) / phases[i]!))),
    window,
    grain,
    fullBelow: Int32Array.from(limits.isKw, (isKw) => (isKw === 1 ? 3 : 1) * grain),
    ...worthOf(jobs, phases, price, problem.classWidth ?? 0),
    ...limits,
  };
}

function ranksOf({ pricePerKwh }: HorizonProblem, slots: number) {
  const priceAt = (slot: number) => (Number.isFinite(pricePerKwh[slot]) ? pricePerKwh[slot]! : 0);
  const slotOfRank = new Int32Array(slots).map((_, slot) => slot).sort((a, b) => priceAt(a) - priceAt(b) || a - b);
  const rankOfSlot = new Int32Array(slots);
  const price = new Float64Array(slots);
  slotOfRank.forEach((slot, rank) => {
    rankOfSlot[slot] = rank;
    price[rank] = priceAt(slot) / 1000 + slot * 1e-10;
  });
  return { slotOfRank, rankOfSlot, price };
}

/** What each job could have in its stay if there were no other. */
function unitsAlone(
  { path, pathStart, isKw, capacity }: PhaseLimits,
  { most, phases, window, slots, slotWords }: Pick<PhaseModel, 'most' | 'phases' | 'window' | 'slots' | 'slotWords'>,
): Float64Array {
  const units = new Float64Array(most.length);
  for (let i = 0; i < most.length; i++)
    for (let word = 0; word < slotWords; word++)
      for (let set = window[i * slotWords + word]!; set !== 0; set &= set - 1) {
        const rank = (word << 5) + 31 - Math.clz32(set & -set);
        let room = most[i]!;
        for (let at = pathStart[i]!, end = pathStart[i + 1]!; at < end; at++) {
          const limit = capacity[path[at]! * slots + rank]!;
          room = Math.min(room, isKw[path[at]!] === 1 ? Math.floor(limit / phases[i]!) : limit);
        }
        units[i]! += room;
      }
  return units;
}

/** A unit of any van is worth more than any price, so that no energy is left out for cost. */
function worthOf(jobs: readonly HorizonJob[], phases: Int32Array, price: Float64Array, classWidth: number) {
  const weight = Float64Array.from(jobs, ({ priority }) =>
    classWidth > 0 ? (Math.floor(Math.max(0, priority) / classWidth + ROUNDING) + 0.5) * classWidth : priority > 0 ? priority : 1e-6,
  );
  const dearest = price.reduce((most, each) => Math.max(most, Math.abs(each)), 1e-4);
  const least = weight.reduce((low, each) => Math.min(low, each), 1);
  const worth = weight.map((each, i) => (1e4 * dearest * each * phases[i]!) / Math.max(1e-3, least));
  return {
    weight,
    worth,
    classes: classWidth > 0,
    byWorth: new Int32Array(jobs.length).map((_, i) => i).sort((a, b) => worth[a]! - worth[b]! || b - a),
  };
}
