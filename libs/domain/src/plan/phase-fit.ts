// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonNode, HorizonProblem } from './horizon-problem';

/** Whether these amounts, by job and slot, keep every limit per phase. */
export function phasesFit({ nodes, jobs, slots }: HorizonProblem, wh: Int32Array): boolean {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const loads = new Map<HorizonNode, Float64Array>();
  jobs.forEach((job, i) => {
    let node = byId.get(job.node);
    for (let steps = 0; node !== undefined && steps <= nodes.length; steps++) {
      if (node.phaseWh !== null) {
        const load = loads.get(node) ?? new Float64Array(3 * slots);
        loads.set(node, load);
        for (const phase of job.phases)
          for (let slot = 0; slot < slots; slot++) load[phase * slots + slot]! += (wh[i * slots + slot] as number) / job.phases.length;
      }
      node = node.parent === null ? undefined : byId.get(node.parent);
    }
  });
  for (const [node, load] of loads)
    for (const [at, wh] of load.entries())
      if (wh > (node.phaseWh?.[Math.floor(at / slots) as 0 | 1 | 2]?.[at % slots] ?? 0) + 1e-6) return false;
  return true;
}
