import { fastTick, firstSoundOf, type SocketDemand, slicesAllocator, tickAllocatorWith } from '../allocation';
import { soundPlanOf, targetsOf } from '../foresight';
import { flowPlanner, type HorizonPlan, type HorizonProblem, horizonFaults, lpPlanner, phasesPlanner } from '../plan';
import { commandFaults, gridNow, horizonOf, type PlanCommandProblem, supplyPhasesOf } from './problem';

/** The plan command's answer, version 1; how long it took is the caller's to add. */
export interface PlanCommandAnswer {
  readonly version: 1;
  readonly plan: {
    readonly kw: Readonly<Record<string, readonly number[]>>;
    readonly unmetKwh: Readonly<Record<string, number>>;
    readonly softBreachKwh: number;
    readonly cost: number;
    readonly exact: boolean;
  };
  readonly setpoints: readonly { readonly socket: string; readonly amps: number; readonly reason: string }[];
  readonly limits: Readonly<Record<string, { readonly usedKw: readonly number[] }>>;
}

const BUDGET_MS = 10_000;
const planners = [flowPlanner, phasesPlanner, lpPlanner];
const allocator = firstSoundOf(tickAllocatorWith(fastTick), slicesAllocator);

/** Plans, or says what is wrong with the problem, one line a fault. */
export function planCommand(command: PlanCommandProblem): { answer: PlanCommandAnswer } | { faults: string[] } {
  const known = commandFaults(command);
  const problem = horizonOf(command);
  const faults = known.length > 0 ? known : horizonFaults(problem);
  if (faults.length > 0) return { faults };
  const { plan, rejected } = soundPlanOf(planners, problem, BUDGET_MS);
  if (plan === null) return { faults: rejected.map(({ planner, why }) => `no plan from ${planner}: ${why}`) };
  return {
    answer: {
      version: 1,
      plan: planned(command, problem, plan),
      setpoints: setpointsOf(command, problem, plan),
      limits: usedOf(problem, plan),
    },
  };
}

const kwOf = ({ slotMinutes }: HorizonProblem, wh: number): number => Math.round((wh * 60) / slotMinutes) / 1_000;

function planned(command: PlanCommandProblem, problem: HorizonProblem, plan: HorizonPlan): PlanCommandAnswer['plan'] {
  const kw: Record<string, number[]> = {};
  const unmetKwh: Record<string, number> = {};
  let index = 0;
  for (const socket of command.sockets) {
    const wh = Array<number>(problem.slots).fill(0);
    for (const { vehicle } of socket.jobs) {
      for (let slot = 0; slot < problem.slots; slot++) wh[slot] = (wh[slot] as number) + (plan.wh[index * problem.slots + slot] ?? 0);
      unmetKwh[vehicle] = (unmetKwh[vehicle] ?? 0) + (plan.unmetWh[index] ?? 0) / 1_000;
      index++;
    }
    kw[socket.id] = wh.map((value) => kwOf(problem, value));
  }
  const { softBreachWh, cost, exact } = plan;
  return { kw, unmetKwh, softBreachKwh: softBreachWh / 1_000, cost: Math.round(cost * 1e6) / 1e6, exact };
}

/** Amps of the first slot. */
function setpointsOf(command: PlanCommandProblem, problem: HorizonProblem, plan: HorizonPlan): PlanCommandAnswer['setpoints'] {
  const jobs = command.sockets.flatMap(({ id, jobs: own }) =>
    own.map(({ vehicle, fromSlot }) => ({ socket: id, vehicle, departAtMs: null, isHere: fromSlot === 0 })),
  );
  const slots = { fromMs: 0, slotMs: problem.slotMinutes * 60_000, count: problem.slots };
  const targets = targetsOf({ problem, jobs, slots }, plan, 0);
  const demands = command.sockets.map((socket): SocketDemand => {
    const job = socket.jobs.find(({ fromSlot, neededKwh }) => fromSlot === 0 && neededKwh > 0);
    const usableA = job === undefined ? 0 : Math.floor((job.maxKw * 1_000) / (socket.phases.length * command.voltage) + 1e-6);
    return {
      id: socket.id,
      node: socket.limit,
      phases: supplyPhasesOf(socket),
      minA: socket.minA,
      maxA: socket.maxA,
      wantA: Math.min(socket.maxA, usableA),
      priority: job?.priority ?? 0,
      currentA: socket.setpointA,
      reservedA: null,
      canPause: true,
      ...targets.get(socket.id),
    };
  });
  const { sockets } = allocator.allocate({ nodes: gridNow(command), sockets: demands });
  return sockets.map(({ socket, amps, reason }) => ({ socket, amps, reason }));
}

function usedOf(problem: HorizonProblem, plan: HorizonPlan): PlanCommandAnswer['limits'] {
  const parentOf = new Map(problem.nodes.map(({ id, parent }) => [id, parent]));
  const used = new Map(problem.nodes.map(({ id }) => [id, Array<number>(problem.slots).fill(0)]));
  problem.jobs.forEach((job, index) => {
    for (let id: string | null = job.node; id !== null; id = parentOf.get(id) ?? null) {
      const wh = used.get(id) as number[];
      for (let slot = 0; slot < problem.slots; slot++) wh[slot] = (wh[slot] as number) + (plan.wh[index * problem.slots + slot] ?? 0);
    }
  });
  return Object.fromEntries([...used].map(([id, wh]) => [id, { usedKw: wh.map((value) => kwOf(problem, value)) }]));
}
