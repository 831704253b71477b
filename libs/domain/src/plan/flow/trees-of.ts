// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonNode, HorizonProblem } from '../horizon-problem';
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

interface Asked {
  readonly jobsBelow: Int32Array;
  /** Whether all jobs below charge on three phases. */
  readonly onThree: Uint8Array;
  /** Whether the jobs below could ever take more than the node's own limit. */
  readonly canBind: Uint8Array;
  /** The most that the jobs below each root can take, slot by slot; by place of the root × slots. */
  readonly rootWh: Map<number, Float64Array>;
}

/** From the leaves up: what jobs and lower limits together could draw at each node, so that nodes that never bind need no thought. */
function askedWh({ nodes, jobs, slots }: HorizonProblem, { nodeAt, parentPlace, level, firstJob, nextJob }: GridOrder): Asked {
  const jobsBelow = new Int32Array(nodeAt.length);
  const onThree = new Uint8Array(nodeAt.length).fill(1);
  const canBind = new Uint8Array(nodeAt.length);
  const rootWh = new Map<number, Float64Array>();
  const sums: Float64Array[] = [];
  const sumAt = (depth: number) => {
    sums[depth] ??= new Float64Array(slots);
    return sums[depth];
  };
  for (let place = nodeAt.length - 1; place >= 0; place--) {
    const depth = level[place]!;
    const below = sumAt(depth + 1);
    for (let j = firstJob[place]!; j >= 0; j = nextJob[j]!) {
      const job = jobs[j]!;
      const most = Math.min(job.maxWh, job.neededWh);
      for (let slot = Math.max(0, job.fromSlot), until = Math.min(slots, job.untilSlot); slot < until; slot++) below[slot]! += most;
      jobsBelow[place]!++;
      if (job.phases.length < 3) onThree[place] = 0;
    }
    const node = nodes[nodeAt[place]!]!;
    const into = depth === 0 ? new Float64Array(slots) : sumAt(depth);
    for (let slot = 0; slot < slots; slot++) {
      const limit = limitWh(node, slot, onThree[place] === 1);
      if (below[slot]! > limit || below[slot]! > softLimitWh(node, slot)) canBind[place] = 1;
      into[slot]! += Math.min(limit, below[slot]!);
    }
    below.fill(0);
    if (depth === 0) rootWh.set(place, into);
    else {
      jobsBelow[parentPlace[place]!]! += jobsBelow[place]!;
      onThree[parentPlace[place]!]! &= onThree[place]!;
    }
  }
  return { jobsBelow, onThree, canBind, rootWh };
}

/** Where all below charge on three phases, three times the weakest phase is a limit; elsewhere phases cannot bind (supportsFlow sees to it). */
function limitWh({ capacityWh, phaseWh }: HorizonNode, slot: number, onThree: boolean): number {
  const kwWh = capacityWh === null ? NO_LIMIT_WH : capacityWh[slot]!;
  if (phaseWh === null || !onThree) return wholeWh(kwWh);
  return wholeWh(Math.min(kwWh, 3 * Math.min(phaseWh[0][slot]!, phaseWh[1][slot]!, phaseWh[2][slot]!)));
}

function softLimitWh({ softWh }: HorizonNode, slot: number): number {
  return softWh === null ? NO_LIMIT_WH : wholeWh(softWh[slot]!);
}

/** What is no number allows nothing. */
function wholeWh(wh: number): number {
  return wh >= 0 ? Math.min(NO_LIMIT_WH, Math.floor(wh)) : 0;
}

function treeOf(problem: HorizonProblem, order: GridOrder, asked: Asked, from: number, until: number): Tree {
  const { jobs: stays, slots } = problem;
  const kept: number[] = [];
  const numberOf = new Int32Array(until - from).fill(-1);
  for (let place = from; place < until; place++) {
    const binds = place === from || (asked.canBind[place] === 1 && asked.jobsBelow[place]! > 0);
    numberOf[place - from] = binds ? kept.push(place) - 1 : numberOf[order.parentPlace[place]! - from]!;
  }
  const nodes = kept.length;
  const jobs = asked.jobsBelow[from]!;
  const [parent, level, firstJob, endJob] = [
    new Int32Array(nodes).fill(-1),
    new Int32Array(nodes),
    new Int32Array(nodes),
    new Int32Array(nodes),
  ];
  const problemJob = new Int32Array(jobs);
  const leaf = new Int32Array(jobs);
  let levels = 1;
  let count = 0;
  for (let place = from; place < until; place++) {
    const node = numberOf[place - from]!;
    if (kept[node] === place) {
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
  const pick = (figure: (job: (typeof stays)[number]) => number) =>
    Int32Array.from(problemJob, (j) => Math.min(NO_LIMIT_WH, figure(stays[j]!)));
  const fromSlot = pick((job) => Math.max(0, job.fromSlot));
  const untilSlot = pick((job) => Math.min(slots, job.untilSlot));
  const neededWh = pick((job) => Math.min(job.neededWh, job.maxWh * (Math.min(slots, job.untilSlot) - Math.max(0, job.fromSlot))));
  const limits = limitsOf(problem, order, asked, kept);
  return {
    ...{ slots, nodes, jobs, levels, parent, level, firstJob, endJob, above, problemJob, fromSlot, untilSlot, neededWh, ...limits },
    wholeNeedWh: pick((job) => job.neededWh),
    maxWh: pick((job) => Math.min(job.maxWh, job.neededWh)),
    priority: Float64Array.from(problemJob, (j) => stays[j]!.priority),
    isCharging: Uint8Array.from(problemJob, (j) => (stays[j]!.isCharging ? 1 : 0)),
  };
}

function limitsOf(
  problem: HorizonProblem,
  order: GridOrder,
  asked: Asked,
  kept: readonly number[],
): Pick<Tree, 'hardWh' | 'softWh' | 'hasSoftInside'> {
  const { slots } = problem;
  const nodes = kept.map((place) => problem.nodes[order.nodeAt[place]!]!);
  const rootWh = asked.rootWh.get(kept[0]!)!;
  const hardWh = new Int32Array(slots * nodes.length);
  const softWh = nodes.some((node) => node.softWh !== null) ? new Int32Array(slots * nodes.length) : null;
  nodes.forEach((node, n) => {
    const onThree = asked.onThree[kept[n]!] === 1;
    for (let slot = 0, at = n; slot < slots; slot++, at += nodes.length) {
      hardWh[at] = n === 0 ? Math.min(NO_LIMIT_WH, rootWh[slot]!) : limitWh(node, slot, onThree);
      if (softWh !== null) softWh[at] = Math.min(hardWh[at]!, softLimitWh(node, slot));
    }
  });
  return { hardWh, softWh, hasSoftInside: nodes.some((node, n) => n > 0 && node.softWh !== null) };
}
