import { flowPlanner } from './flow-planner';
import type { HorizonPlan, HorizonPlanner } from './horizon-plan';
import type { HorizonProblem } from './horizon-problem';
import { whOf } from './phase-answer';
import { fillCheapest } from './phase-fill';
import { phasesFit } from './phase-fit';
import { type Effort, improve } from './phase-improve';
import { emptyLoad, type PhaseLoad, underLimits } from './phase-load';
import { marginalsFor } from './phase-marginals';
import { type PhaseModel, phaseModelOf } from './phase-model';
import { planOf } from './plan-of';

/**
 * Plans where limits per phase bind and one- and three-phase vans share them; there an exact plan is a linear programme, and this one comes
 * near it. Where the exact plan for the kW limits alone keeps the phases, that is the answer: no plan under more limits is better.
 *
 * Otherwise everybody's need is first filled into the cheapest slots, the most worthy job first. Then energy is exchanged while that gains:
 * a job moves from where it is worst off (unserved, or its dearest slot) to where it costs least, and moves others out of its way, one on each
 * full phase if need be, who move on in turn. What a job that stays short costs outweighs every price, so that priorities come first.
 *
 * Priorities count as they are: `classWidth` does not make near-equal vans share here.
 */
export const phasesPlanner: HorizonPlanner = {
  id: 'phases',
  supports: () => true,
  plan: (problem, budgetMs) => planWithoutPhases(problem) ?? planWithPhases(problem, budgetMs),
};

function planWithoutPhases(problem: HorizonProblem): HorizonPlan | null {
  if (flowPlanner.supports(problem)) return flowPlanner.plan(problem, Number.POSITIVE_INFINITY);
  const plan = flowPlanner.plan({ ...problem, nodes: problem.nodes.map((node) => ({ ...node, phaseWh: null })) }, Number.POSITIVE_INFINITY);
  return plan !== null && phasesFit(problem, plan.wh) ? plan : null;
}

function planWithPhases(problem: HorizonProblem, budgetMs: number): HorizonPlan {
  const model = phaseModelOf(problem);
  const unservedCost = unservedCosts(model);
  const effort = effortFor(model, budgetMs);
  const loads = startsFor(model).map((favour) => loadFrom(model, byWorth(model, favour), unservedCost, effort));
  const best = loads.reduce((one, other) => (shortage(other, unservedCost) < shortage(one, unservedCost) ? other : one));
  return planOf(problem, 'phases', false, whOf(problem, best));
}

function loadFrom(model: PhaseModel, order: readonly number[], unservedCost: Float64Array, effort: Effort): PhaseLoad {
  const load = emptyLoad(model, model.calmCapacity);
  const marginals = marginalsFor(load);
  fillCheapest(load, order);
  improve(load, marginals, unservedCost, effort);
  fillCheapest(load, order);
  if (!model.hasSoft || load.unserved.every((units) => units === 0)) return load;
  underLimits(load, model.calmCapacity, model.capacity);
  fillCheapest(load, order);
  improve(load, marginals, unservedCost, { ...effort, onlyShort: true });
  fillCheapest(load, order);
  return load;
}

/**
 * How much three phases count for in the first order: nothing, or as three vans. Which is right depends on how many phases bind; a small
 * depot tries both, in a large one the exchanges make up for it.
 */
const startsFor = ({ jobs }: PhaseModel) => (jobs <= 40 ? [0, 1] : [0.5]);

const shortage = ({ unserved }: PhaseLoad, unservedCost: Float64Array) =>
  unserved.reduce((sum, units, i) => sum + units * (unservedCost[i] as number), 0);

/** A round takes about 16 µs a job; counted and not timed, so that the same problem has the same plan on every machine. */
function effortFor({ jobs }: PhaseModel, budgetMs: number): Effort {
  const rounds = Math.floor((budgetMs * 60) / Math.max(10, jobs));
  return { rounds: Math.max(0, Math.min(300, rounds)) || 0, sweeps: 4, onlyShort: false };
}

/** Worth more than any price, so that no energy is left out for cost; a three-phase unit is three times the energy. */
function unservedCosts(model: PhaseModel): Float64Array {
  const dearest = model.price.reduce((most, price) => Math.max(most, Math.abs(price)), 1e-4);
  const least = model.weight.reduce((low, weight) => Math.min(low, weight), 1);
  return model.weight.map((weight, i) => (1e4 * dearest * weight * (model.phases[i] as number)) / Math.max(1e-3, least));
}

function byWorth({ weight, phases }: PhaseModel, favour: number): number[] {
  const worth = weight.map((each, i) => each * (phases[i] as number) ** favour);
  return Array.from(worth.keys()).sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b);
}
