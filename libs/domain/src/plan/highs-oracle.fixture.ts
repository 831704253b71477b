// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { default as loadHighs } from 'highs';
import type { HorizonProblem } from './horizon-problem';

/** A solver as `await import('highs').default()` gives it; the caller loads it, once. */
export type Highs = Awaited<ReturnType<typeof loadHighs>>;

export interface Optimum {
  readonly weightedUnmetKwh: number;
  readonly softBreachKwh: number;
  readonly cost: number;
  readonly solveMs: number;
}

/**
 * Weights that no exchange of energy outweighs while priorities differ by 0.001 or more and prices by less than 1: a kWh moved from one job
 * to another moves at most one kWh from one slot to one other.
 */
const BREACH_WEIGHT = 10;
const unmetWeight = (hasSoft: boolean) => (hasSoft ? 1e5 : 1e3);

/** What the best plan comes to, by HiGHS on one linear programme in kWh (milliseconds by the caller's clock). */
export function highsOptimum(highs: Highs, problem: HorizonProblem, nowMs: () => number): Optimum {
  const { jobs, nodes, pricePerKwh } = problem;
  const above = new Map(jobs.map((job) => [job.node, pathFrom(problem, job.node)]));
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const cost: number[] = [];
  const upper: number[] = [];
  const rowUpper: number[] = jobs.map(({ neededWh }) => neededWh / 1000);
  const rowLower: number[] = [...rowUpper];
  const rowOf = new Map<string, number>();
  const row = (key: string, limitWh: number) => {
    const known = rowOf.get(key);
    if (known !== undefined) return known;
    rowOf.set(key, rowUpper.push(limitWh / 1000) - 1);
    rowLower.push(Number.NEGATIVE_INFINITY);
    return rowUpper.length - 1;
  };
  const column = (price: number, mostKwh: number, entries: readonly (readonly [number, number])[]) => {
    for (const [index, value] of entries) {
      indices.push(index);
      values.push(value);
    }
    starts.push(indices.length);
    cost.push(price);
    upper.push(mostKwh);
  };
  const hasSoft = nodes.some(({ softWh }) => softWh !== null);
  jobs.forEach((job, j) => {
    for (let slot = job.fromSlot; slot < job.untilSlot; slot++) {
      const entries: [number, number][] = [[j, 1]];
      for (const node of above.get(job.node)!) {
        if (node.capacityWh) entries.push([row(`hard ${node.id} ${slot}`, node.capacityWh[slot]!), 1]);
        if (node.softWh) entries.push([row(`soft ${node.id} ${slot}`, node.softWh[slot]!), 1]);
        for (const phase of node.phaseWh ? job.phases : [])
          entries.push([row(`phase${phase} ${node.id} ${slot}`, node.phaseWh![phase][slot]!), 1 / job.phases.length]);
      }
      column(pricePerKwh[slot]!, job.maxWh / 1000, entries);
    }
  });
  const energyColumns = cost.length;
  jobs.forEach(({ priority, neededWh }, j) => {
    column(unmetWeight(hasSoft) * priority, neededWh / 1000, [[j, 1]]);
  });
  const breachColumns = cost.length;
  for (const [key, index] of rowOf) if (key.startsWith('soft ')) column(BREACH_WEIGHT, Number.POSITIVE_INFINITY, [[index, -1]]);
  if (cost.length === 0) return { weightedUnmetKwh: 0, softBreachKwh: 0, cost: 0, solveMs: 0 };
  const startedAt = nowMs();
  const model = highs.createModel({
    ...{ numCols: cost.length, numRows: rowUpper.length, offset: 0 },
    ...{ colCost: Float64Array.from(cost), colLower: new Float64Array(cost.length), colUpper: Float64Array.from(upper) },
    ...{ rowLower: Float64Array.from(rowLower), rowUpper: Float64Array.from(rowUpper) },
    matrix: {
      ...{ format: 'csc' as const, numRows: rowUpper.length, numCols: cost.length },
      ...{ starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) },
    },
  });
  try {
    model.options.set({ output_flag: false });
    model.run();
    const solveMs = nowMs() - startedAt;
    const kwh = model.getSolution().colValue;
    let weightedUnmetKwh = 0;
    let softBreachKwh = 0;
    let price = 0;
    for (let c = 0; c < energyColumns; c++) price += kwh[c]! * cost[c]!;
    for (let c = energyColumns; c < breachColumns; c++) weightedUnmetKwh += kwh[c]! * jobs[c - energyColumns]!.priority;
    for (let c = breachColumns; c < cost.length; c++) softBreachKwh += kwh[c]!;
    return { weightedUnmetKwh, softBreachKwh, cost: price, solveMs };
  } finally {
    model.dispose();
  }
}

function pathFrom({ nodes }: HorizonProblem, id: string) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const path = [];
  for (let node = byId.get(id); node !== undefined; node = node.parent === null ? undefined : byId.get(node.parent)) path.push(node);
  return path;
}
