// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonProblem } from '../horizon-problem';

/** The nodes of a problem, parents before children and every subtree together. */
export interface GridOrder {
  /** The problem's node at each place of the order. */
  readonly nodeAt: Int32Array;
  /** The place of each node's parent, -1 for a root; by place. */
  readonly parentPlace: Int32Array;
  /** 0 for a root; by place. */
  readonly level: Int32Array;
  /** By place: its jobs that can take something, as a chain: first job, and each job's next; -1 ends it. */
  readonly firstJob: Int32Array;
  readonly nextJob: Int32Array;
}

/** null where the nodes are no forest, or a job hangs nowhere: horizonFaults says why. */
export function gridOrder({ nodes, jobs, slots }: HorizonProblem): GridOrder | null {
  const indexOf = new Map<string, number>();
  for (let n = 0; n < nodes.length; n++) indexOf.set(nodes[n]!.id, n);
  if (indexOf.size < nodes.length) return null;
  const firstChild = new Int32Array(nodes.length + 1).fill(-1);
  const nextChild = new Int32Array(nodes.length).fill(-1);
  for (let n = nodes.length - 1; n >= 0; n--) {
    const { parent } = nodes[n]!;
    const above = parent === null ? nodes.length : indexOf.get(parent);
    if (above === undefined) return null;
    nextChild[n] = firstChild[above]!;
    firstChild[above] = n;
  }
  const nodeAt = new Int32Array(nodes.length);
  const parentPlace = new Int32Array(nodes.length).fill(-1);
  const level = new Int32Array(nodes.length);
  const placeOf = new Int32Array(nodes.length).fill(-1);
  const waiting: number[] = [];
  let placed = 0;
  const wait = (from: number) => {
    for (let n = firstChild[from]!; n >= 0; n = nextChild[n]!) waiting.push(n);
  };
  wait(nodes.length);
  for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) {
    const { parent } = nodes[n]!;
    const above = parent === null ? -1 : placeOf[indexOf.get(parent)!]!;
    nodeAt[placed] = n;
    placeOf[n] = placed;
    parentPlace[placed] = above;
    level[placed] = above < 0 ? 0 : level[above]! + 1;
    placed++;
    wait(n);
  }
  if (placed < nodes.length) return null;
  const firstJob = new Int32Array(nodes.length).fill(-1);
  const nextJob = new Int32Array(jobs.length).fill(-1);
  for (let j = jobs.length - 1; j >= 0; j--) {
    const job = jobs[j]!;
    const node = indexOf.get(job.node);
    if (node === undefined) return null;
    if (!(Math.min(job.untilSlot, slots) > Math.max(job.fromSlot, 0) && job.neededWh >= 1 && job.maxWh >= 1)) continue;
    const place = placeOf[node]!;
    nextJob[j] = firstJob[place]!;
    firstJob[place] = j;
  }
  return { nodeAt, parentPlace, level, firstJob, nextJob };
}
