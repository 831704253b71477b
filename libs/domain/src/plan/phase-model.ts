// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonJob, HorizonNode, HorizonProblem } from './horizon-problem';

/**
 * A horizon problem as the phase planner computes with it: typed arrays, whole numbers.
 *
 * A job's unit is one Wh on each of its phases, so that a three-phase van's unit is 3 Wh. Slots are numbered from the cheapest to the dearest
 * (equal prices: the earlier first), so that the best slot for a job is the first bit of a mask. Jobs are numbered by what they are, not by where
 * they stand in the problem, so that the order of a list never changes a plan. A constraint is one limit of one node: kW, L1, L2 or L3.
 */
export interface PhaseModel {
  readonly jobs: number;
  readonly slots: number;
  readonly constraints: number;
  /** 32-bit words for a set of jobs, and for a set of slots. */
  readonly jobWords: number;
  readonly slotWords: number;
  /** By number here: the job's place in the problem. */
  readonly placeOfJob: Int32Array;
  /** By rank in price: the slot. */
  readonly slotOfRank: Int32Array;
  /** By rank, currency per Wh, later a touch dearer than earlier. */
  readonly price: Float64Array;
  readonly phases: Int32Array;
  /** Units a slot, and units needed. */
  readonly most: Int32Array;
  readonly need: Int32Array;
  readonly weight: Float64Array;
  readonly window: Int32Array;
  /** Job i uses constraints path[pathStart[i]] … path[pathStart[i + 1] − 1], its own node's first. */
  readonly path: Int32Array;
  readonly pathStart: Int32Array;
  readonly isKw: Uint8Array;
  /** Constraint c at rank t: units (Wh for kW). */
  readonly capacity: Int32Array;
  /** The same with soft capacities kept; equal to `capacity` where there are none. */
  readonly calmCapacity: Int32Array;
  readonly hasSoft: boolean;
  /** Set of jobs that use constraint c. */
  readonly users: Int32Array;
}

const MOST_WH = 1_000_000_000;
const whole = (value: number | undefined) => (value !== undefined && value > 0 ? Math.min(MOST_WH, Math.floor(value)) : 0);

/** @param problem any problem; a job at an unknown node, or under nodes in a circle, gets a limit of 0. */
export function phaseModelOf(problem: HorizonProblem): PhaseModel {
  const slots = Math.max(0, Math.floor(problem.slots) || 0);
  const slotOfRank = Int32Array.from({ length: slots }, (_, slot) => slot);
  const priceAt = (slot: number) => (Number.isFinite(problem.pricePerKwh[slot]) ? (problem.pricePerKwh[slot] as number) : 0);
  slotOfRank.sort((a, b) => priceAt(a) - priceAt(b) || a - b);
  const placeOfJob = Int32Array.from(problem.jobs.keys()).sort((a, b) =>
    byNature(problem.jobs[a] as HorizonJob, problem.jobs[b] as HorizonJob),
  );
  const jobs = Array.from(placeOfJob, (place) => problem.jobs[place] as HorizonJob);
  const rankOfSlot = new Int32Array(slots);
  slotOfRank.forEach((slot, rank) => {
    rankOfSlot[slot] = rank;
  });
  const slotWords = (slots + 31) >> 5;
  const window = new Int32Array(jobs.length * slotWords);
  jobs.forEach((job, i) => {
    for (let slot = Math.max(0, Math.ceil(job.fromSlot)); slot < Math.min(slots, job.untilSlot); slot++) {
      const rank = rankOfSlot[slot] as number;
      window[i * slotWords + (rank >> 5)]! |= 1 << (rank & 31);
    }
  });
  const phases = Int32Array.from(jobs, (job) => Math.max(1, job.phases.length));
  const most = Int32Array.from(jobs, (job, i) => Math.floor(whole(job.maxWh) / (phases[i] as number)));
  return {
    jobs: jobs.length,
    slots,
    jobWords: (jobs.length + 31) >> 5,
    slotWords,
    placeOfJob,
    slotOfRank,
    price: Float64Array.from(slotOfRank, (slot) => priceAt(slot) / 1000 + slot * 1e-10),
    phases,
    most,
    need: Int32Array.from(jobs, (job, i) => Math.ceil(whole(job.neededWh) / (phases[i] as number))),
    weight: Float64Array.from(jobs, (job) => (job.priority > 0 ? job.priority : 1e-6)),
    window,
    ...constraintsOf(problem.nodes, jobs, { phases, most, window, slotOfRank, slotWords }),
  };
}

function byNature(a: HorizonJob, b: HorizonJob): number {
  return (
    b.priority - a.priority ||
    a.untilSlot - b.untilSlot ||
    a.fromSlot - b.fromSlot ||
    b.neededWh - a.neededWh ||
    b.maxWh - a.maxWh ||
    b.phases.length - a.phases.length ||
    (a.phases[0] ?? 0) - (b.phases[0] ?? 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

interface Shape {
  readonly phases: Int32Array;
  readonly most: Int32Array;
  readonly window: Int32Array;
  readonly slotOfRank: Int32Array;
  readonly slotWords: number;
}

/** Only the limits that could ever bind: a charge point that holds less than its limit at full rate is left out. */
function constraintsOf(nodes: readonly HorizonNode[], jobs: readonly HorizonJob[], shape: Shape) {
  const { slotOfRank } = shape;
  const slots = slotOfRank.length;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const chains = jobs.map((job) => chainOf(job.node, byId));
  const below = new Map<HorizonNode, number[]>();
  chains.forEach((chain, i) => {
    for (const node of chain ?? []) {
      const under = below.get(node);
      if (under) under.push(i);
      else below.set(node, [i]);
    }
  });
  const rows: { isKw: number; hard: Int32Array; calm: Int32Array; users: readonly number[] }[] = [];
  const rowsOfNode = new Map<HorizonNode, readonly (number | null)[]>();
  const rowOf = (limit: readonly number[] | null, soft: readonly number[] | null, users: readonly number[], isKw: boolean) => {
    if (limit === null && soft === null) return null;
    const hard = Int32Array.from(slotOfRank, (slot) => (limit === null ? MOST_WH : whole(limit[slot])));
    const calm = soft === null ? hard : Int32Array.from(slotOfRank, (slot, rank) => Math.min(hard[rank] as number, whole(soft[slot])));
    if (!couldBind(calm, users, isKw, shape)) return null;
    return rows.push({ isKw: isKw ? 1 : 0, hard, calm, users }) - 1;
  };
  for (const [node, users] of below)
    rowsOfNode.set(node, [
      ...[0, 1, 2].map((phase) =>
        rowOf(
          node.phaseWh?.[phase] ?? null,
          null,
          users.filter((i) => uses(jobs[i] as HorizonJob, phase)),
          false,
        ),
      ),
      rowOf(node.capacityWh, node.softWh, users, true),
    ]);
  const nowhere = chains.flatMap((chain, i) => (chain === null || (jobs[i] as HorizonJob).phases.length === 0 ? [i] : []));
  const shut = new Int32Array(slots);
  if (nowhere.length > 0) rows.push({ isKw: 0, hard: shut, calm: shut, users: nowhere });
  return { ...arraysOf(rows, jobs, chains, rowsOfNode, new Set(nowhere), slots), hasSoft: rows.some(({ hard, calm }) => hard !== calm) };
}

const uses = (job: HorizonJob, phase: number) => job.phases.some((own) => own === phase);

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

function couldBind(capacity: Int32Array, users: readonly number[], isKw: boolean, { phases, most, window, slotWords }: Shape): boolean {
  const load = new Float64Array(capacity.length);
  for (const i of users) {
    const units = (most[i] as number) * (isKw ? (phases[i] as number) : 1);
    for (let rank = 0; rank < load.length; rank++)
      if ((window[i * slotWords + (rank >> 5)] as number) & (1 << (rank & 31))) load[rank]! += units;
  }
  return load.some((units, rank) => units > (capacity[rank] as number));
}

function arraysOf(
  rows: readonly { isKw: number; hard: Int32Array; calm: Int32Array; users: readonly number[] }[],
  jobs: readonly HorizonJob[],
  chains: readonly (readonly HorizonNode[] | null)[],
  rowsOfNode: ReadonlyMap<HorizonNode, readonly (number | null)[]>,
  nowhere: ReadonlySet<number>,
  slots: number,
) {
  const jobWords = (jobs.length + 31) >> 5;
  const users = new Int32Array(rows.length * jobWords);
  rows.forEach((row, c) => {
    for (const i of row.users) users[c * jobWords + (i >> 5)]! |= 1 << (i & 31);
  });
  const path: number[] = [];
  const pathStart = new Int32Array(jobs.length + 1);
  jobs.forEach((job, i) => {
    if (nowhere.has(i)) path.push(rows.length - 1);
    else
      for (const node of chains[i] ?? [])
        for (const [phase, row] of (rowsOfNode.get(node) ?? []).entries())
          if (row !== null && (phase === 3 || uses(job, phase))) path.push(row);
    pathStart[i + 1] = path.length;
  });
  const flat = (pick: (row: (typeof rows)[number]) => Int32Array) => {
    const all = new Int32Array(rows.length * slots);
    rows.forEach((row, c) => {
      all.set(pick(row), c * slots);
    });
    return all;
  };
  return {
    constraints: rows.length,
    path: Int32Array.from(path),
    pathStart,
    isKw: Uint8Array.from(rows, (row) => row.isKw),
    capacity: flat((row) => row.hard),
    calmCapacity: flat((row) => row.calm),
    users,
  };
}
