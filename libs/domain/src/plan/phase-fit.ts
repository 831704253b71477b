// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonNode, HorizonProblem } from './horizon-problem';

/** Thirds of a Wh are no difference. */
const ROUNDING = 1e-6;

/** Whether these amounts, by job and slot, keep every limit per phase. */
export function phasesFit({ nodes, jobs, slots }: HorizonProblem, wh: Int32Array): boolean {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const loads = new Map<HorizonNode, Float64Array>();
  const charging = new Int32Array(slots);
  for (const [i, job] of jobs.entries()) {
    let count = 0;
    for (let slot = 0; slot < slots; slot++) if (wh[i * slots + slot]! > 0) charging[count++] = slot;
    let node = byId.get(job.node);
    for (let steps = 0; node !== undefined && steps <= nodes.length; steps++) {
      if (node.phaseWh !== null) {
        const load = loads.get(node) ?? new Float64Array(3 * slots);
        loads.set(node, load);
        for (const phase of job.phases)
          for (let k = 0; k < count; k++) load[phase * slots + charging[k]!]! += wh[i * slots + charging[k]!]! / job.phases.length;
      }
      node = node.parent === null ? undefined : byId.get(node.parent);
    }
  }
  for (const [{ phaseWh }, load] of loads)
    for (const phase of [0, 1, 2] as const)
      for (let slot = 0; slot < slots; slot++) if (load[phase * slots + slot]! > (phaseWh?.[phase][slot] ?? 0) + ROUNDING) return false;
  return true;
}
