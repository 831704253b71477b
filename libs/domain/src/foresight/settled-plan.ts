import type { HorizonPlan, HorizonProblem } from '../plan';
import { judgePlan } from '../safety';
import { kwOfAmps } from '../units';
import type { Foresight } from './horizon-problem-of';
import { whOfKw } from './slots';

/** By job, what it would take in the first slot at the setpoint that its van has now; of two parts of a charge, the first takes it. */
export function takenNowWh({ problem, jobs, slots }: Foresight, toldA: (socket: string) => number): number[] {
  const counted = new Set<string>();
  return jobs.map(({ socket, isHere }, index) => {
    if (!isHere || counted.has(socket)) return 0;
    counted.add(socket);
    return whOfKw(slots, kwOfAmps(toldA(socket), problem.jobs[index]?.phases.length ?? 1));
  });
}

/** Less is not worth an exchange, Wh. */
const LEAST_WH = 60;

/**
 * The same plan, as good and as cheap, but as near as can be to what the vans are charging at now: a plan has many equals, and going from
 * one to the other is nothing but messages. A van that charges now goes on where another can take its later energy in exchange.
 * @param nowWh what each job would take in the first slot at its present setpoint.
 */
export function settledPlan(problem: HorizonProblem, plan: HorizonPlan, nowWh: readonly number[]): HorizonPlan {
  const wh = plan.wh.slice();
  const wish = (job: number) => Math.min(nowWh[job] ?? 0, problem.jobs[job]?.maxWh ?? 0) - (wh[job * problem.slots] as number);
  const here = problem.jobs.map((_, job) => job).filter((job) => problem.jobs[job]?.fromSlot === 0);
  const keen = here.filter((job) => wish(job) >= LEAST_WH).sort((a, b) => wish(b) - wish(a) || a - b);
  const giving = here.filter((job) => wish(job) <= -LEAST_WH).sort((a, b) => wish(a) - wish(b) || a - b);
  if (keen.length === 0 || giving.length === 0) return plan;
  const board = openBoard(problem, wh);
  for (const job of keen) for (const other of giving) exchange(board, job, other, wish);
  const settled = { ...plan, wh };
  return judgePlan(problem, settled).length === 0 ? settled : plan;
}

interface Board {
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

/** @param wh by job and slot; exchanges change it. */
function openBoard(problem: HorizonProblem, wh: Int32Array): Board {
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
        loadWh[slot] = (loadWh[slot] as number) + share * (wh[index * problem.slots + slot] as number);
    return limits;
  });
  return { problem, wh, limitsOf };
}

/** `job` takes now what it was to take in a later slot, and `other` the other way about, slot after slot. */
function exchange(board: Board, job: number, other: number, wish: (job: number) => number): void {
  const { problem, wh } = board;
  const { slots, jobs } = problem;
  const last = Math.min(jobs[job]?.untilSlot ?? 0, jobs[other]?.untilSlot ?? 0);
  for (let slot = 1; slot < last; slot++) {
    const most = Math.min(wish(job), -wish(other));
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
