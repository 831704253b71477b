// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonJob, HorizonNode } from './horizon-problem';

/** The limits that could ever bind, each a constraint: one limit of one node, kW, L1, L2 or L3. */
export interface PhaseLimits {
  readonly constraints: number;
  /** Job i uses constraints path[pathStart[i]] … path[pathStart[i + 1] − 1], its own node's first. */
  readonly path: Int32Array;
  readonly pathStart: Int32Array;
  readonly isKw: Uint8Array;
  /** 0, 1, 2: L1, L2, L3; 3: kW. */
  readonly phaseOf: Uint8Array;
  /** Constraint c at rank t: units (Wh for kW). */
  readonly capacity: Int32Array;
  /** The same with soft capacities kept; equal to `capacity` where there are none. */
  readonly calmCapacity: Int32Array;
  readonly hasSoft: boolean;
  /** Set of jobs that use constraint c. */
  readonly users: Int32Array;
}

interface Shape {
  readonly phases: Int32Array;
  readonly most: Int32Array;
  readonly slotOfRank: Int32Array;
}

interface Row {
  readonly phase: number;
  readonly hard: readonly number[] | null;
  readonly soft: readonly number[] | null;
  readonly users: readonly number[];
}

const MOST_WH = 1_000_000_000;
const KW = 3;

export const wholeWh = (value: number | undefined) => (value !== undefined && value > 0 ? Math.min(MOST_WH, Math.floor(value)) : 0);

/** A charge point that holds less than its limit at full rate is left out. */
export function phaseLimitsOf(nodes: readonly HorizonNode[], jobs: readonly HorizonJob[], shape: Shape): PhaseLimits {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const chains = jobs.map((job) => (job.phases.length === 0 ? null : chainOf(job.node, byId)));
  const rows: Row[] = [];
  const paths: number[][] = jobs.map(() => []);
  for (const [node, under] of deepestFirst(chains))
    for (const limit of [0, 1, 2, KW] as const) {
      const users = limit === KW ? under : under.filter((i) => jobs[i]!.phases.some((phase) => phase === limit));
      const hard = limit === KW ? node.capacityWh : (node.phaseWh?.[limit] ?? null);
      const row = { phase: limit, hard, soft: limit === KW ? node.softWh : null, users };
      if (!couldBind(row, jobs, shape)) continue;
      for (const i of users) paths[i]!.push(rows.length);
      rows.push(row);
    }
  const nowhere = chains.flatMap((chain, i) => (chain === null ? [i] : []));
  for (const i of nowhere) paths[i]!.push(rows.length);
  if (nowhere.length > 0) rows.push({ phase: 0, hard: [], soft: null, users: nowhere });
  return arraysOf(rows, paths, shape.slotOfRank);
}

/** Nodes with the jobs below them. */
function deepestFirst(chains: readonly (readonly HorizonNode[] | null)[]): [HorizonNode, number[]][] {
  const below = new Map<HorizonNode, number[]>();
  const depth = new Map<HorizonNode, number>();
  chains.forEach((chain, i) => {
    chain?.forEach((node, above) => {
      depth.set(node, chain.length - above);
      const under = below.get(node);
      if (under) under.push(i);
      else below.set(node, [i]);
    });
  });
  return [...below].sort(([a], [b]) => depth.get(b)! - depth.get(a)!);
}

/** null: no way up to a root. */
function chainOf(leaf: string, byId: ReadonlyMap<string, HorizonNode>): HorizonNode[] | null {
  const chain: HorizonNode[] = [];
  for (let id: string | null = leaf; id !== null; ) {
    const node: HorizonNode | undefined = byId.get(id);
    if (node === undefined || chain.length > byId.size) return null;
    chain.push(node);
    id = node.parent;
  }
  return chain;
}

function couldBind({ phase, hard, soft, users }: Row, jobs: readonly HorizonJob[], { phases, most, slotOfRank }: Shape): boolean {
  if (hard === null && soft === null) return false;
  const slots = slotOfRank.length;
  const step = new Float64Array(slots + 1);
  for (const i of users) {
    const units = most[i]! * (phase === KW ? phases[i]! : 1);
    const from = Math.max(0, Math.ceil(jobs[i]!.fromSlot));
    const until = Math.min(slots, jobs[i]!.untilSlot);
    if (from >= until) continue;
    step[from]! += units;
    step[Math.ceil(until)]! -= units;
  }
  for (let slot = 0, units = 0; slot < slots; slot++) {
    units += step[slot]!;
    if ((hard !== null && units > wholeWh(hard[slot])) || (soft !== null && units > wholeWh(soft[slot]))) return true;
  }
  return false;
}

function arraysOf(rows: readonly Row[], paths: readonly (readonly number[])[], slotOfRank: Int32Array): PhaseLimits {
  const slots = slotOfRank.length;
  const jobWords = (paths.length + 31) >> 5;
  const users = new Int32Array(rows.length * jobWords);
  const capacity = new Int32Array(rows.length * slots).fill(MOST_WH);
  rows.forEach(({ hard, users: all }, c) => {
    for (const i of all) users[c * jobWords + (i >> 5)]! |= 1 << (i & 31);
    if (hard !== null) for (let rank = 0; rank < slots; rank++) capacity[c * slots + rank] = wholeWh(hard[slotOfRank[rank]!]);
  });
  const hasSoft = rows.some(({ soft }) => soft !== null);
  const calmCapacity = hasSoft ? capacity.slice() : capacity;
  rows.forEach(({ soft }, c) => {
    if (soft === null) return;
    for (let rank = 0, at = c * slots; rank < slots; rank++, at++)
      calmCapacity[at] = Math.min(capacity[at]!, wholeWh(soft[slotOfRank[rank]!]));
  });
  const pathStart = new Int32Array(paths.length + 1);
  paths.forEach((path, i) => {
    pathStart[i + 1] = pathStart[i]! + path.length;
  });
  const phaseOf = Uint8Array.from(rows, ({ phase }) => phase);
  const isKw = phaseOf.map((phase) => Number(phase === KW));
  return {
    constraints: rows.length,
    path: Int32Array.from(paths.flat()),
    pathStart,
    isKw,
    phaseOf,
    capacity,
    calmCapacity,
    hasSoft,
    users,
  };
}
