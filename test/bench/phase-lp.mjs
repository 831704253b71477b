// The bound for plans under phase limits: the same problem as a linear programme, solved by HiGHS. An oracle, not a planner.
import loadHighs from 'highs';

const UNSERVED = 1000;
let highs;

/** @returns { unmet: priority × kWh, cost, ms } of the best plan there is; first the weighted unmet energy counts, then the cost. */
export async function bestByLp(problem) {
  highs ??= await loadHighs();
  const startedAt = performance.now();
  const lp = programmeOf(problem);
  const model = highs.createModel(lp.model);
  try {
    model.options.set({ output_flag: false, time_limit: 100 });
    model.run();
    const ms = performance.now() - startedAt;
    const values = model.getSolution().colValue;
    let unmet = 0;
    let cost = 0;
    for (let column = 0; column < lp.kind.length; column++) {
      const slot = lp.kind[column];
      if (slot < 0) unmet += problem.jobs[lp.owner[column]].priority * values[column];
      else cost += problem.pricePerKwh[slot] * values[column];
    }
    return { unmet, cost, ms };
  } finally {
    model.dispose();
  }
}

function programmeOf({ nodes, jobs, slots, pricePerKwh }) {
  const limits = limitsOf(nodes, jobs, slots);
  const starts = [0];
  const indices = [];
  const values = [];
  const costs = [];
  const upper = [];
  const owner = [];
  const kind = [];
  const column = (job, slot, price, most) => {
    starts.push(indices.length);
    costs.push(price);
    upper.push(most / 1000);
    owner.push(job);
    kind.push(slot);
  };
  jobs.forEach((job, i) => {
    for (let slot = job.fromSlot; slot < job.untilSlot; slot++) {
      indices.push(i);
      values.push(1);
      for (const { rowAt, perKwh } of limits.of[i])
        if (rowAt[slot] >= 0) {
          indices.push(rowAt[slot]);
          values.push(perKwh);
        }
      column(i, slot, pricePerKwh[slot], job.maxWh);
    }
    indices.push(i);
    values.push(1);
    column(i, -1, UNSERVED * job.priority, job.neededWh);
  });
  const needs = jobs.map((job) => job.neededWh / 1000);
  const matrix = {
    format: 'csc',
    numRows: limits.count,
    numCols: costs.length,
    starts: Int32Array.from(starts),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
  const rowLower = Float64Array.from([...needs, ...limits.most.map(() => Number.NEGATIVE_INFINITY)]);
  const rowUpper = Float64Array.from([...needs, ...limits.most]);
  const model = {
    numCols: costs.length,
    numRows: limits.count,
    offset: 0,
    colCost: Float64Array.from(costs),
    colLower: new Float64Array(costs.length),
    colUpper: Float64Array.from(upper),
    rowLower,
    rowUpper,
    matrix,
  };
  return { model, owner, kind };
}

/** A row for every limit that the vans below could reach. */
function limitsOf(nodes, jobs, slots) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const chains = jobs.map((job) => {
    const chain = [];
    for (let id = job.node; id !== null; id = byId.get(id).parent) chain.push(byId.get(id));
    return chain;
  });
  const of = jobs.map(() => []);
  const most = [];
  for (const node of nodes)
    for (const [phase, limit] of [...(node.phaseWh ?? []), node.capacityWh].entries()) {
      if (!limit) continue;
      const isKw = phase === (node.phaseWh ?? []).length;
      const users = jobs.flatMap((job, i) => (chains[i].includes(node) && (isKw || job.phases.includes(phase)) ? [i] : []));
      const reach = new Float64Array(slots);
      for (const i of users)
        for (let slot = jobs[i].fromSlot; slot < jobs[i].untilSlot; slot++)
          reach[slot] += jobs[i].maxWh / (isKw ? 1 : jobs[i].phases.length);
      const rowAt = Array.from(reach, (wh, slot) => (wh > limit[slot] ? jobs.length + most.push(limit[slot] / 1000) - 1 : -1));
      for (const i of users) of[i].push({ rowAt, perKwh: isKw ? 1 : 1 / jobs[i].phases.length });
    }
  return { of, most, count: jobs.length + most.length };
}
