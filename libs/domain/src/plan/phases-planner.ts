import type { HorizonPlan, HorizonPlanner } from './horizon-plan';
import type { HorizonProblem } from './horizon-problem';
import { phaseAnswerOf } from './phase-answer';
import { fillCheapest } from './phase-fill';
import { improve } from './phase-improve';
import { emptyLoad } from './phase-load';
import { marginalsFor } from './phase-marginals';
import { type PhaseModel, phaseModelOf } from './phase-model';

export const phasesPlanner: HorizonPlanner = {
  id: 'phases',
  supports: () => true,
  plan: (problem, budgetMs) => planPhases(problem, budgetMs),
};

function planPhases(problem: HorizonProblem, _budgetMs: number): HorizonPlan {
  const model = phaseModelOf(problem);
  const load = emptyLoad(model, model.calmCapacity);
  const marginals = marginalsFor(load);
  const unservedCost = unservedCosts(model);
  fillCheapest(load, byWorth(model));
  improve(load, marginals, unservedCost, { rounds: 60, sweeps: 6 });
  fillCheapest(load, byWorth(model));
  return phaseAnswerOf(problem, load, 'phases', false);
}

/** Worth more than any price, so that no energy is left out for cost; a three-phase unit is three times the energy. */
function unservedCosts(model: PhaseModel): Float64Array {
  const dearest = model.price.reduce((most, price) => Math.max(most, Math.abs(price)), 1e-4);
  const least = model.weight.reduce((low, weight) => Math.min(low, weight), 1);
  return model.weight.map((weight, i) => (1e4 * dearest * weight * (model.phases[i] as number)) / Math.max(1e-3, least));
}

function byWorth({ weight, phases }: PhaseModel): number[] {
  const worth = weight.map((each, i) => each * Math.sqrt(phases[i] as number));
  return Array.from(worth.keys()).sort((a, b) => (worth[b] as number) - (worth[a] as number) || a - b);
}
