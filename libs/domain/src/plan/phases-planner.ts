// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonPlan, HorizonPlanner } from './horizon-plan';
import type { HorizonProblem } from './horizon-problem';
import { whOf } from './phase-answer';
import { cheapen } from './phase-cheapen';
import { emptyLoad, fillCheapest, keepAsPassed, type PhaseLoad, shortage, underLimits } from './phase-load';
import { type PhaseModel, phaseModelOf } from './phase-model';
import { noMoves } from './phase-moves';
import { orderByPriority, orderByScarcity, unknownScarcity } from './phase-orders';
import { recast } from './phase-recast';
import { outbid, serveInOrder } from './phase-serve';
import { waysFor } from './phase-ways';
import { planWithoutPhases } from './phase-without';
import { planOf } from './plan-of';

/**
 * Plans where limits per phase bind and one- and three-phase vans share them; there an exact plan is a linear programme, and this one comes
 * near it. Where the exact plan for the kW limits alone keeps the phases, that is the answer: no plan under more limits is better.
 *
 * Otherwise jobs are served in the order of their worth, and one that finds its slots full asks others to move, one on each full phase if need
 * be, who ask others in turn. Who is still short may then take from jobs worth less, where that gains on the whole. Last, with what each gets
 * unchanged, energy moves from dear slots to cheap ones.
 *
 * It needs no clock: its work is bounded by the problem's size.
 */
export const phasesPlanner: HorizonPlanner = {
  id: 'phases',
  supports: () => true,
  plan: (problem) => planWithoutPhases(problem) ?? planWithPhases(problem),
};

function planWithPhases(problem: HorizonProblem): HorizonPlan {
  const load = leastShort(phaseModelOf(problem));
  cheapen(load, waysFor(load), noMoves());
  for (const i of load.model.byWorth.toReversed()) fillCheapest(load, i, 0);
  return planOf(problem, 'phases', false, whOf(problem, load));
}

/** Of several orders of serving the one that leaves the least unmet; in small depots there is time to mend it further. */
function leastShort(model: PhaseModel): PhaseLoad {
  const tries = Math.max(1, Math.min(MOST_TRIES, Math.floor(WORK / Math.max(1, model.jobs * model.slots))));
  const enough = NEGLIGIBLE * model.need.reduce((sum, units, i) => sum + units * model.worth[i]!, 0);
  const scarcity = unknownScarcity(model);
  let best = served(model, orderByPriority(model, FAVOURS[0]));
  let last = best;
  for (let k = 1; k < tries && k < 2 * FAVOURS.length && shortage(best) > enough; k++) {
    last = served(model, k % 2 === 0 ? orderByPriority(model, FAVOURS[k / 2]!) : orderByScarcity(last, scarcity));
    if (shortage(last) < shortage(best)) best = last;
  }
  const casts = 3 * (tries - FAVOURS.length);
  if (casts > 0 && shortage(best) > enough) recast(best, waysFor(best), noMoves(), casts);
  if (model.hasSoft) {
    underLimits(best, model.capacity, model.calmCapacity);
    keepAsPassed(best);
  }
  return best;
}

/** How much three phases count for is a guess; a better one is learnt from what the first leaves short. */
const FAVOURS = [0.3, -0.5] as const;
/** Who lacks no more than this share of all there is to serve could not gain more by another try. */
const NEGLIGIBLE = 0.0005;
/** Jobs × slots × tries: one try at 100 × 96, what 30 sockets take in two days is tried twice. */
const WORK = 18_000;
/** From there on another try gains next to nothing. */
const MOST_TRIES = 6;

/** Soft capacities are kept while that serves everybody, and passed for those who would be short. */
function served(model: PhaseModel, order: readonly number[]): PhaseLoad {
  const load = emptyLoad(model, model.calmCapacity);
  const ways = waysFor(load);
  const moves = noMoves();
  serveInOrder(load, ways, moves, order);
  if (model.hasSoft) {
    underLimits(load, model.calmCapacity, model.capacity);
    serveInOrder(load, ways, moves, order);
  }
  if (shortage(load) > 0) outbid(load, ways, moves);
  return load;
}
