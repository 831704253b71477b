// The peer: a horizon plan by javascript-lp-solver, from the problem itself and nothing of ours.
import { createRequire } from 'node:module';

const jslp = createRequire(import.meta.url)('javascript-lp-solver');

/** One linear programme, 1,000 times weighted unmet energy plus cost, as a reader of its manual would write it. */
export function solveWithJslp({ jobs, nodes, pricePerKwh }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const constraints = {};
  const variables = {};
  jobs.forEach((job, j) => {
    constraints[`need${j}`] = { equal: job.neededWh / 1000 };
    variables[`unmet${j}`] = { total: 1000 * job.priority, [`need${j}`]: 1 };
    for (let slot = job.fromSlot; slot < job.untilSlot; slot++) {
      const uses = { total: pricePerKwh[slot], [`need${j}`]: 1, [`most${j}.${slot}`]: 1 };
      constraints[`most${j}.${slot}`] = { max: job.maxWh / 1000 };
      for (let node = byId.get(job.node); node; node = byId.get(node.parent)) {
        uses[`${node.id}.${slot}`] = 1;
        constraints[`${node.id}.${slot}`] = { max: node.capacityWh[slot] / 1000 };
      }
      variables[`kwh${j}.${slot}`] = uses;
    }
  });
  return jslp.Solve({ optimize: 'total', opType: 'min', constraints, variables });
}
