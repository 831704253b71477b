import type { HorizonPlan, HorizonProblem } from '../plan';

/** Less is not worth an exchange, Wh. */
export const LEAST_WH = 60;

/** A plan that is being changed, with what each limit bears. */
export interface Board {
  readonly problem: HorizonProblem;
  readonly wh: Int32Array;
  /** By job, the limits that its current goes through. */
  readonly limitsOf: readonly (readonly Limit[])[];
}

interface Limit {
  readonly capacityWh: readonly number[];
  readonly loadWh: Float64Array;
  /** Of a job's energy, what counts here: all of it, or one phase's part. */
  readonly share: number;
}

export function openBoard(problem: HorizonProblem, plan: HorizonPlan): Board {
  const rows = new Map<readonly number[], Float64Array>();
  const nodes = new Map(problem.nodes.map((node) => [node.id, node]));
  const loadOf = (capacityWh: readonly number[]) => {
    const load = rows.get(capacityWh) ?? new Float64Array(problem.slots);
    rows.set(capacityWh, load);
    return load;
  };
  const limitsOf = problem.jobs.map((job, index) => {
    const limits: Limit[] = [];
    for (let node = nodes.get(job.node); node; node = node.parent === null ? undefined : nodes.get(node.parent)) {
      for (const row of [node.capacityWh, node.softWh]) if (row !== null) limits.push({ capacityWh: row, loadWh: loadOf(row), share: 1 });
      for (const phase of job.phases) {
        const row = node.phaseWh?.[phase];
        if (row) limits.push({ capacityWh: row, loadWh: loadOf(row), share: 1 / job.phases.length });
      }
    }
    for (const { loadWh, share } of limits)
      for (let slot = 0; slot < problem.slots; slot++)
        loadWh[slot] = (loadWh[slot] as number) + share * (plan.wh[index * problem.slots + slot] as number);
    return limits;
  });
  return { problem, wh: plan.wh.slice(), limitsOf };
}

/** What a job takes in the first slot, Wh. */
export function takesNowWh({ problem, wh }: Board, job: number): number {
  return wh[job * problem.slots] as number;
}

/**
 * `job` takes now what it was to take in a later slot, and `other` the other way about, slot after slot, until `mostWh` is less than is
 * worth it. What is drawn in a slot, and so what it costs, stays as it is.
 */
export function exchange(board: Board, job: number, other: number, mostWh: () => number): void {
  const { problem, wh } = board;
  const { slots, jobs } = problem;
  const last = Math.min(jobs[job]?.untilSlot ?? 0, jobs[other]?.untilSlot ?? 0);
  for (let slot = 1; slot < last; slot++) {
    const most = mostWh();
    if (most < LEAST_WH) return;
    const later = wh[job * slots + slot] as number;
    const room = (jobs[other]?.maxWh ?? 0) - (wh[other * slots + slot] as number);
    const amount = Math.floor(Math.min(most, later, room));
    if (amount <= 0) continue;
    move(board, job, 0, slot, amount);
    move(board, other, slot, 0, amount);
    if (isWithin(board, job, 0, slot) && isWithin(board, other, 0, slot)) continue;
    move(board, job, slot, 0, amount);
    move(board, other, 0, slot, amount);
  }
}

function move({ problem, wh, limitsOf }: Board, job: number, to: number, from: number, amount: number): void {
  const row = job * problem.slots;
  wh[row + to] = (wh[row + to] as number) + amount;
  wh[row + from] = (wh[row + from] as number) - amount;
  for (const { loadWh, share } of limitsOf[job] ?? []) {
    loadWh[to] = (loadWh[to] as number) + share * amount;
    loadWh[from] = (loadWh[from] as number) - share * amount;
  }
}

function isWithin({ limitsOf }: Board, job: number, ...slots: number[]): boolean {
  return (limitsOf[job] ?? []).every(({ capacityWh, loadWh }) =>
    slots.every((slot) => (loadWh[slot] as number) <= (capacityWh[slot] as number) + 1e-6),
  );
}
