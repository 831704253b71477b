// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonPlan } from './horizon-plan';
import type { HorizonProblem } from './horizon-problem';

/** The plan that these amounts are, with what it leaves unmet, breaches and costs. */
export function planOf(problem: HorizonProblem, planner: string, exact: boolean, wh: Int32Array): HorizonPlan {
  const { slots, jobs, pricePerKwh } = problem;
  const slotWh = new Float64Array(slots);
  const unmetWh = jobs.map(({ neededWh, fromSlot, untilSlot }, job) => {
    let servedWh = 0;
    for (let slot = Math.max(0, fromSlot), until = Math.min(slots, untilSlot); slot < until; slot++) {
      const taken = wh[job * slots + slot]!;
      if (taken === 0) continue;
      servedWh += taken;
      slotWh[slot]! += taken;
    }
    return neededWh - servedWh;
  });
  let cost = 0;
  for (let slot = 0; slot < slots; slot++) cost += (slotWh[slot]! / 1000) * pricePerKwh[slot]!;
  return { planner, exact, wh, unmetWh, softBreachWh: softBreachWh(problem, wh), cost };
}

function softBreachWh({ nodes, jobs, slots }: HorizonProblem, wh: Int32Array): number {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const softLoads = new Map(nodes.filter(({ softWh }) => softWh !== null).map((node) => [node, new Float64Array(slots)]));
  if (softLoads.size === 0) return 0;
  jobs.forEach(({ node: id }, job) => {
    for (let node = byId.get(id); node !== undefined; node = node.parent === null ? undefined : byId.get(node.parent)) {
      const loadWh = softLoads.get(node);
      if (loadWh) for (let slot = 0; slot < slots; slot++) loadWh[slot]! += wh[job * slots + slot]!;
    }
  });
  let breachWh = 0;
  for (const [{ softWh }, loadWh] of softLoads)
    for (let slot = 0; slot < slots; slot++) breachWh += Math.max(0, loadWh[slot]! - Math.max(0, softWh![slot]!));
  return breachWh;
}
