// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonProblem } from '../horizon-problem';
import { type Asked, askedWh, limitsWh, wholeWh } from './asked';
import { type GridOrder, gridOrder } from './grid-order';
import { NO_LIMIT_WH, type Tree } from './tree';

/** The trees below the roots that have something to charge, each a problem of its own; null where the nodes are no forest. */
export function treesOf(problem: HorizonProblem): Tree[] | null {
  const order = gridOrder(problem);
  if (order === null) return null;
  const asked = askedWh(problem, order);
  const trees: Tree[] = [];
  for (let from = 0, until = 0; from < order.nodeAt.length; from = until) {
    until = from + 1;
    while (until < order.nodeAt.length && order.level[until]! > 0) until++;
    if (asked.jobsBelow[from]! > 0) trees.push(treeOf(problem, order, asked, from, until));
  }
  return trees;
}

function treeOf(problem: HorizonProblem, order: GridOrder, asked: Asked, from: number, until: number): Tree {
  const { places, numberOf } = keptNodes(order, asked, from, until);
  const nodes = places.length;
  const jobs = asked.jobsBelow[from]!;
  const parent = new Int32Array(nodes).fill(-1);
  const level = new Int32Array(nodes);
  const firstJob = new Int32Array(nodes);
  const endJob = new Int32Array(nodes);
  const problemJob = new Int32Array(jobs);
  const leaf = new Int32Array(jobs);
  let levels = 1;
  let count = 0;
  for (let place = from; place < until; place++) {
    const node = numberOf[place - from]!;
    if (places[node] === place) {
      firstJob[node] = count;
      if (node > 0) parent[node] = numberOf[order.parentPlace[place]! - from]!;
      level[node] = node > 0 ? level[parent[node]!]! + 1 : 0;
      levels = Math.max(levels, level[node]! + 1);
    }
    for (let j = order.firstJob[place]!; j >= 0; j = order.nextJob[j]!) {
      leaf[count] = node;
      problemJob[count++] = j;
    }
    endJob[node] = count;
  }
  for (let node = nodes - 1; node > 0; node--) endJob[parent[node]!] = Math.max(endJob[parent[node]!]!, endJob[node]!);
  const above = new Int32Array(jobs * levels).fill(-1);
  for (let job = 0; job < jobs; job++) for (let node = leaf[job]!, at = job * levels; node >= 0; node = parent[node]!) above[at++] = node;
  return {
    ...{ slots: problem.slots, nodes, jobs, levels, parent, level, firstJob, endJob, above, problemJob },
    ...needsOf(problem, problemJob),
    ...limitsOf(problem, order, asked, places),
  };
}

/** The root and the nodes that may bind, by place, and for every place the number of the nearest such node from there up. */
function keptNodes({ parentPlace }: GridOrder, { canBind, jobsBelow }: Asked, from: number, until: number) {
  const places: number[] = [];
  const numberOf = new Int32Array(until - from);
  for (let place = from; place < until; place++) {
    const binds = place === from || (canBind[place] === 1 && jobsBelow[place]! > 0);
    numberOf[place - from] = binds ? places.push(place) - 1 : numberOf[parentPlace[place]! - from]!;
  }
  return { places, numberOf };
}

function needsOf({ jobs: stays, slots }: HorizonProblem, problemJob: Int32Array) {
  const jobs = problemJob.length;
  const needs = {
    fromSlot: new Int32Array(jobs),
    untilSlot: new Int32Array(jobs),
    maxWh: new Int32Array(jobs),
    neededWh: new Int32Array(jobs),
    wholeNeedWh: new Int32Array(jobs),
    priority: new Float64Array(jobs),
    isCharging: new Uint8Array(jobs),
  };
  for (let job = 0; job < jobs; job++) {
    const stay = stays[problemJob[job]!]!;
    const fromSlot = Math.max(0, stay.fromSlot);
    const untilSlot = Math.min(slots, stay.untilSlot);
    needs.fromSlot[job] = fromSlot;
    needs.untilSlot[job] = untilSlot;
    needs.maxWh[job] = Math.min(NO_LIMIT_WH, stay.maxWh, stay.neededWh);
    needs.neededWh[job] = Math.min(NO_LIMIT_WH, stay.neededWh, stay.maxWh * (untilSlot - fromSlot));
    needs.wholeNeedWh[job] = Math.min(NO_LIMIT_WH, stay.neededWh);
    needs.priority[job] = stay.priority;
    needs.isCharging[job] = stay.isCharging ? 1 : 0;
  }
  return needs;
}

function limitsOf(
  problem: HorizonProblem,
  order: GridOrder,
  asked: Asked,
  places: readonly number[],
): Pick<Tree, 'hardWh' | 'softWh' | 'hasSoftInside'> {
  const { slots } = problem;
  const nodes = places.map((place) => problem.nodes[order.nodeAt[place]!]!);
  const count = nodes.length;
  const hardWh = new Int32Array(slots * count);
  nodes.forEach((node, n) => {
    const limits = n === 0 ? asked.rootWh.get(places[0]!)! : limitsWh(node, asked.onThree[places[n]!] === 1);
    for (let slot = 0, at = n; slot < slots; slot++, at += count) hardWh[at] = limits === null ? NO_LIMIT_WH : wholeWh(limits[slot]!);
  });
  if (nodes.every(({ softWh }) => softWh === null)) return { hardWh, softWh: null, hasSoftInside: false };
  const softWh = hardWh.slice();
  nodes.forEach(({ softWh: soft }, n) => {
    if (soft === null) return;
    for (let slot = 0, at = n; slot < slots; slot++, at += count) softWh[at] = Math.min(softWh[at]!, wholeWh(soft[slot]!));
  });
  return { hardWh, softWh, hasSoftInside: nodes.some((node, n) => n > 0 && node.softWh !== null) };
}
