import type { HorizonNode, HorizonProblem } from './horizon-problem';

/**
 * Whether limits per phase can be had from limits in kW alone: where all below a node charge on three phases, three times the weakest phase is
 * such a limit; elsewhere the phases must be too wide to bind even if everybody charges at once.
 */
export function supportsFlow({ nodes, jobs, slots }: HorizonProblem): boolean {
  if (nodes.every(({ phaseWh }) => phaseWh === null)) return true;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const below = new Map<HorizonNode, number[]>(nodes.filter(({ phaseWh }) => phaseWh !== null).map((node) => [node, []]));
  jobs.forEach(({ node: id }, job) => {
    let node = byId.get(id);
    for (let steps = 0; node !== undefined && steps <= nodes.length; steps++) {
      below.get(node)?.push(job);
      node = node.parent === null ? undefined : byId.get(node.parent);
    }
  });
  return [...below].every(([node, under]) => {
    if (under.every((job) => jobs[job]?.phases.length === 3)) return true;
    const worst = [new Float64Array(slots), new Float64Array(slots), new Float64Array(slots)] as const;
    for (const index of under) {
      const job = jobs[index];
      if (!job) continue;
      const most = Math.min(job.maxWh, job.neededWh) / job.phases.length;
      for (const phase of job.phases)
        for (let slot = job.fromSlot; slot < job.untilSlot; slot++) worst[phase][slot] = (worst[phase][slot] ?? 0) + most;
    }
    return worst.every((row, phase) => row.every((wh, slot) => wh <= widestWh(node, phase, slot)));
  });
}

/** A phase as wide as the node's whole capacity cannot bind before it. */
function widestWh({ capacityWh, phaseWh }: HorizonNode, phase: number, slot: number): number {
  const phaseLimitWh = phaseWh?.[phase]?.[slot] ?? Number.POSITIVE_INFINITY;
  const limitWh = capacityWh?.[slot] ?? Number.POSITIVE_INFINITY;
  return phaseLimitWh >= limitWh ? Number.POSITIVE_INFINITY : phaseLimitWh;
}
