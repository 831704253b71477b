import type { Column, LinearModel, Row } from '../solver';
import type { HorizonJob, HorizonNode, HorizonProblem } from './horizon-problem';

/** A plan as linear programmes, in kWh: one set of columns and rows, and a goal for each that counts, the first first. */
export interface LpModel extends Pick<LinearModel, 'columns' | 'rows'> {
  /** Unmet energy by priority; above soft capacities; cost; lateness. */
  readonly goals: readonly (readonly number[])[];
  /** The column of what a job takes in a slot; −1 outside its stay. */
  columnOf(job: number, slot: number): number;
}

/** What each kWh of a column counts for. */
type Counts = Partial<Record<'unmet' | 'breach' | 'cost' | 'late', number>>;

/** How many columns the model will have, or a few fewer. */
export function columnCount({ jobs }: HorizonProblem): number {
  return jobs.reduce((sum, { fromSlot, untilSlot }) => sum + Math.max(0, untilSlot - fromSlot) + 1, 0);
}

/** From a problem without faults. */
export function lpModelOf(problem: HorizonProblem): LpModel {
  const { jobs, pricePerKwh, slots } = problem;
  const columns: Column[] = [];
  const counts: Counts[] = [];
  const rows: Row[] = jobs.map(({ neededWh }) => ({ least: neededWh / 1_000, most: neededWh / 1_000 }));
  const add = (most: number, uses: Column['uses'], count: Counts) => {
    counts.push(count);
    return columns.push({ most, uses }) - 1;
  };
  const first: number[] = [];
  const limits = limitsOf(problem, rows, add);
  jobs.forEach((job, j) => {
    add(job.neededWh / 1_000, [[j, 1]], { unmet: job.priority });
    first.push(columns.length - job.fromSlot);
    for (let slot = job.fromSlot; slot < job.untilSlot; slot++) {
      const uses: [number, number][] = [[j, 1]];
      for (const { rowAt, share } of limits[j] ?? []) if ((rowAt[slot] as number) >= 0) uses.push([rowAt[slot] as number, share]);
      add(job.maxWh / 1_000, uses, { cost: pricePerKwh[slot], late: slot / slots });
    }
  });
  return {
    columns,
    rows,
    goals: (['unmet', 'breach', 'cost', 'late'] as const).map((goal) => counts.map((count) => count[goal] ?? 0)),
    columnOf(job, slot) {
      const { fromSlot, untilSlot } = jobs[job] as HorizonJob;
      return slot >= fromSlot && slot < untilSlot ? (first[job] as number) + slot : -1;
    },
  };
}

/** A limit that a job's energy counts against: by slot its row, −1 where all below it together do not reach it, and how much of a kWh counts. */
interface LimitRow {
  readonly rowAt: Int32Array;
  readonly share: number;
}

function limitsOf(problem: HorizonProblem, rows: Row[], add: (most: number, uses: Column['uses'], counts: Counts) => number): LimitRow[][] {
  const { jobs, nodes, slots } = problem;
  const above = jobs.map((job) => pathOf(nodes, job.node));
  const of: LimitRow[][] = jobs.map(() => []);
  const limit = (node: HorizonNode, limitWh: readonly number[], phase: number | null, isSoft: boolean) => {
    const below = jobs.flatMap((job, j) => {
      const counts = above[j]?.includes(node) && (phase === null || job.phases.includes(phase as 0 | 1 | 2));
      return counts ? [{ job, j, share: phase === null ? 1 : 1 / job.phases.length }] : [];
    });
    const reachWh = new Float64Array(slots);
    for (const { job, share } of below)
      for (let slot = job.fromSlot; slot < job.untilSlot; slot++) reachWh[slot] = (reachWh[slot] as number) + job.maxWh * share;
    const rowAt = Int32Array.from(reachWh, (reach, slot) => {
      const most = limitWh[slot] ?? 0;
      return reach > most ? rows.push({ least: Number.NEGATIVE_INFINITY, most: most / 1_000 }) - 1 : -1;
    });
    if (isSoft) for (const row of rowAt) if (row >= 0) add(Number.POSITIVE_INFINITY, [[row, -1]], { breach: 1 });
    for (const { j, share } of below) of[j]?.push({ rowAt, share });
  };
  for (const node of nodes) {
    if (node.capacityWh) limit(node, node.capacityWh, null, false);
    if (node.softWh) limit(node, node.softWh, null, true);
    node.phaseWh?.forEach((row, phase) => void limit(node, row, phase, false));
  }
  return of;
}

function pathOf(nodes: readonly HorizonNode[], id: string): HorizonNode[] {
  const path: HorizonNode[] = [];
  for (let node = nodes.find((one) => one.id === id); node; node = nodes.find((one) => one.id === node?.parent)) path.push(node);
  return path;
}
