import type { HorizonPlan, HorizonProblem } from '../plan';
import { judgePlan } from '../safety';
import { kwOfAmps, MIN_CHARGE_A } from '../units';
import { type Board, exchange, LEAST_WH, openBoard, takesNowWh } from './exchange';
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

/** Of the others, so many are asked for each van. */
const ASKED = 10;

/**
 * The same plan, as good and as cheap, but as near as can be to what the vans are charging at now: a plan has many equals, and going from
 * one to the other is nothing but messages. A van that charges now goes on where another can take its later energy in exchange; and what
 * is then left to change is shared evenly between vans of like priority, for nobody knows which of them is wanted first.
 * @param nowWh what each job would take in the first slot at its present setpoint.
 */
export function settledPlan(problem: HorizonProblem, plan: HorizonPlan, nowWh: readonly number[]): HorizonPlan {
  const board = openBoard(problem, plan);
  const here = problem.jobs.map((_, job) => job).filter((job) => problem.jobs[job]?.fromSlot === 0);
  const isNowWh = (job: number) => Math.min(nowWh[job] ?? 0, problem.jobs[job]?.maxWh ?? 0);
  const wish = (job: number) => isNowWh(job) - takesNowWh(board, job);
  goOnAsTheyAre(board, here, wish);
  shareEvenly(board, here, wish);
  const settled = { ...plan, wh: board.wh };
  return judgePlan(problem, settled).length === 0 ? settled : plan;
}

function goOnAsTheyAre(board: Board, here: readonly number[], wish: (job: number) => number): void {
  const keen = here.filter((job) => wish(job) >= LEAST_WH).sort((a, b) => wish(b) - wish(a) || a - b);
  const giving = here.filter((job) => wish(job) <= -LEAST_WH).sort((a, b) => wish(a) - wish(b) || a - b);
  for (const job of keen) for (const other of giving) exchange(board, job, other, () => Math.min(wish(job), -wish(other)));
}

/** Only between vans whose amps change in any case, and never past what they have now, for sharing is not worth a message. */
function shareEvenly(board: Board, here: readonly number[], wish: (job: number) => number): void {
  const { jobs, classWidth = 0 } = board.problem;
  const changing = here.filter((job) => Math.abs(wish(job)) >= LEAST_WH);
  const priorityOf = (job: number) => jobs[job]?.priority ?? 0;
  const poorFirst = [...changing].sort((a, b) => takesNowWh(board, a) - takesNowWh(board, b) || a - b);
  for (const poor of poorFirst) {
    const rich = changing
      .filter((job) => job !== poor && Math.abs(priorityOf(job) - priorityOf(poor)) <= classWidth)
      .sort((a, b) => takesNowWh(board, b) - takesNowWh(board, a) || a - b);
    for (const giver of rich.slice(0, ASKED)) exchange(board, poor, giver, () => evenWh(board, poor, giver, wish));
  }
}

/** Half of what the giver takes more, where both then have enough to charge. */
function evenWh(board: Board, poor: number, giver: number, wish: (job: number) => number): number {
  const [has, gives] = [takesNowWh(board, poor), takesNowWh(board, giver)];
  if ((has + gives) / 2 < Math.max(leastWh(board, poor), leastWh(board, giver))) return 0;
  const toItsNow = wish(poor) > 0 ? wish(poor) : Number.POSITIVE_INFINITY;
  const fromItsNow = wish(giver) < 0 ? -wish(giver) : Number.POSITIVE_INFINITY;
  return Math.min(Math.floor((gives - has) / 2), toItsNow, fromItsNow);
}

/** What a van takes in a slot at the least that it can charge at. */
function leastWh({ problem }: Board, job: number): number {
  return (kwOfAmps(MIN_CHARGE_A, problem.jobs[job]?.phases.length ?? 1) * 1_000 * problem.slotMinutes) / 60;
}
