import { type AdoptedPlan, type AllocationProblem, followingPlan, type PlannedTarget, slotsUntil, targetsOf } from '@headroom/domain';

/** A plan that is older has nothing to say of this moment. */
const PLAN_OLD_MS = 30 * 60_000;

/** The problem with what the plan gives each socket now; a van that has come since begins with the least. */
export function withPlan(
  problem: AllocationProblem,
  adopted: AdoptedPlan | null,
  vehicleAt: (socket: string) => string | null | undefined,
  nowMs: number,
): AllocationProblem {
  if (adopted === null || nowMs > adopted.atMs + PLAN_OLD_MS) return problem;
  const { targets, plannedFor } = saidOf(adopted, nowMs);
  return {
    ...problem,
    sockets: problem.sockets.map((demand) => {
      const target = targets.get(demand.id);
      const isForThisVan = plannedFor.has(demand.id) && plannedFor.get(demand.id) === vehicleAt(demand.id);
      if (isForThisVan) return target === undefined ? demand : followingPlan(demand, target);
      // It has just come, and is planned for in a moment: till then it begins with the least, unless there is plenty.
      const begins = targets.size > 0 && demand.priority > 0 && demand.wantA > 0;
      return begins ? { ...demand, targetA: demand.minA, takesSpare: true } : demand;
    }),
  };
}

/** What a plan says of one of its slots, by socket. */
interface Said {
  readonly slot: number;
  readonly targets: ReadonlyMap<string, PlannedTarget>;
  readonly plannedFor: ReadonlyMap<string, string | null>;
}
/** A depot decides some sixty times within a slot, of which its plan says the same each time. */
const saidLast = new WeakMap<AdoptedPlan, Said>();

function saidOf(adopted: AdoptedPlan, nowMs: number): Said {
  const { foresight, plan } = adopted;
  const slot = slotsUntil(foresight.slots, nowMs);
  const last = saidLast.get(adopted);
  if (last?.slot === slot) return last;
  const plannedFor = new Map(foresight.jobs.map(({ socket, vehicle, isHere }) => [isHere ? socket : '', vehicle]));
  const said = { slot, targets: targetsOf(foresight, plan, nowMs), plannedFor };
  saidLast.set(adopted, said);
  return said;
}
