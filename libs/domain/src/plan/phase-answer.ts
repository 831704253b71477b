import type { HorizonPlan } from './horizon-plan';
import type { HorizonProblem } from './horizon-problem';
import type { PhaseLoad } from './phase-load';

/** The load in Wh, in the problem's own order. A need that three phases do not divide is met to the Wh by taking the odd Wh off its last slot. */
export function phaseAnswerOf(problem: HorizonProblem, { model, units }: PhaseLoad, planner: string, exact: boolean): HorizonPlan {
  const { jobs, slots, phases, placeOfJob, slotOfRank } = model;
  const wh = new Int32Array(jobs * slots);
  const unmetWh = new Array<number>(jobs).fill(0);
  for (let i = 0; i < jobs; i++) {
    const place = placeOfJob[i] as number;
    const needed = Math.max(0, Math.floor(problem.jobs[place]?.neededWh ?? 0) || 0);
    let served = 0;
    for (let rank = 0; rank < slots; rank++) {
      const amount = Math.min(needed - served, (units[i * slots + rank] as number) * (phases[i] as number));
      wh[place * slots + (slotOfRank[rank] as number)] = amount;
      served += amount;
    }
    unmetWh[place] = needed - served;
  }
  return { planner, exact, wh, unmetWh, softBreachWh: softBreachOf(problem, wh), cost: costOf(problem, wh) };
}

function costOf({ slots, pricePerKwh }: HorizonProblem, wh: Int32Array): number {
  let cost = 0;
  for (let at = 0; at < wh.length; at++) cost += ((wh[at] as number) / 1000) * (pricePerKwh[at % slots] || 0);
  return cost;
}

/** What goes through a node with a soft capacity beyond it, added up over nodes and slots. */
function softBreachOf({ nodes, jobs, slots }: HorizonProblem, wh: Int32Array): number {
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  let breach = 0;
  for (const { id, softWh } of nodes) {
    if (softWh === null) continue;
    const under = jobs.flatMap(({ node }, i) => (isUnder(node, id, parents) ? [i] : []));
    for (let slot = 0; slot < slots; slot++) {
      const load = under.reduce((sum, i) => sum + (wh[i * slots + slot] as number), 0);
      breach += Math.max(0, load - Math.max(0, softWh[slot] || 0));
    }
  }
  return breach;
}

function isUnder(node: string, ancestor: string, parents: ReadonlyMap<string, string | null>): boolean {
  let at: string | null | undefined = node;
  for (let steps = 0; at !== null && at !== undefined && steps <= parents.size; steps++) {
    if (at === ancestor) return true;
    at = parents.get(at);
  }
  return false;
}
