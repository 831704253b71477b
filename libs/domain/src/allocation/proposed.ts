import type { Allocation, AllocationProblem, Allocator, SocketDemand } from './allocator';
import { blockerFor, openDeal, seatAt } from './deal';
import { allocationOf } from './explain';
import { faultIn } from './sound';
import { fastTick } from './tick-allocator';
import { valueOfAmps } from './worth';

/** By so much of their worth others' amps must be better before they are changed to: less is not worth the messages. */
const CLEARLY_BETTER = 0.01;
/** Nor are so few amps, whatever they are worth: in a small depot one is soon a hundredth of all. */
const NEAR_A = fastTick.planDeadBandA;
const ROUNDING = 1e-9;

/** Amps that a solver found, and the question that they answer. */
export interface FoundAmps {
  /** The solver. */
  readonly by: string;
  /** In the order of the question's sockets. */
  readonly amps: readonly number[];
  readonly question: AllocationProblem;
}

/** The problem with what was found for it a moment ago; without, where that answers another question than is asked now. */
export function withFound(problem: AllocationProblem, found: FoundAmps | null): AllocationProblem {
  if (found === null || !isAnswer(found, problem)) return problem;
  return { ...problem, proposed: { by: found.by, amps: found.amps } };
}

/** Limits may have moved: whether the amps keep them, and are still the best, is judged at every decision. Nobody may want more than he did. */
function isAnswer({ question, amps }: FoundAmps, { sockets }: AllocationProblem): boolean {
  return (
    sockets.length === question.sockets.length &&
    sockets.every((now, index) => isSameWish(question.sockets[index] as SocketDemand, now, amps[index] as number))
  );
}

function isSameWish(then: SocketDemand, now: SocketDemand, amps: number): boolean {
  return (
    then.id === now.id &&
    then.node === now.node &&
    then.phases.join() === now.phases.join() &&
    then.priority === now.priority &&
    then.reservedA === now.reservedA &&
    then.targetA === now.targetA &&
    then.takesSpare === now.takesSpare &&
    now.wantA <= then.wantA &&
    now.wantA >= amps
  );
}

/**
 * As the allocator says, or what is proposed where that is clearly better, and not by a few amps here and there. Once followed, it is held
 * until the allocator finds better amps itself, by the plan or, where they are equal by that, by what is spare: so a depot does not go to and
 * fro between the two. The proposal is part of the problem, so the decision can be made again from its record.
 */
export function orProposed(allocator: Allocator): Allocator {
  return {
    id: 'proposed',
    allocate(problem) {
      const own = allocator.allocate(problem);
      const proposed = proposedBy(problem);
      return proposed !== null && !isNear(proposed, own) && isBetter(problem, proposed, own) ? proposed : own;
    },
  };
}

/** The proposal as an allocation, with what binds each; null: there is none, or it may not be used. */
function proposedBy(problem: AllocationProblem): Allocation | null {
  const amps = problem.proposed?.amps;
  if (amps?.length !== problem.sockets.length) return null;
  const deal = openDeal(problem);
  const proposedA = new Map(problem.sockets.map((demand, index) => [demand, amps[index] as number]));
  for (const seat of deal.seats) if (seat.demand.reservedA === null) seatAt(deal, seat, proposedA.get(seat.demand) as number);
  for (const seat of deal.seats) seat.blocker = blockerFor(deal, seat);
  const allocation = allocationOf('proposed', problem, deal);
  return faultIn(problem, allocation) === null ? allocation : null;
}

function isNear({ sockets }: Allocation, own: Allocation): boolean {
  return sockets.every(({ amps }, index) => {
    const ownA = own.sockets[index]?.amps ?? 0;
    return amps > 0 === ownA > 0 && Math.abs(amps - ownA) <= NEAR_A;
  });
}

function isBetter(problem: AllocationProblem, proposed: Allocation, own: Allocation): boolean {
  const pauses = problem.sockets.some(({ canPause, currentA }, index) => {
    return !canPause && currentA > 0 && proposed.sockets[index]?.amps === 0 && (own.sockets[index]?.amps ?? 0) > 0;
  });
  if (pauses) return false;
  const [worth, ownWorth] = [plannedWorth(problem, proposed), plannedWorth(problem, own)];
  const isFollowed = proposed.sockets.every(({ amps }, index) => amps === problem.sockets[index]?.currentA);
  if (!isFollowed) return worth > ownWorth + ROUNDING && worth >= ownWorth * (1 + CLEARLY_BETTER);
  if (Math.abs(worth - ownWorth) > ROUNDING) return worth > ownWorth;
  return valueOfAmps(problem, ampsOf(proposed)) + ROUNDING >= valueOfAmps(problem, ampsOf(own));
}

/** What is spare does not count: a solver would take planned amps from one that can wait to give another more than its plan does. */
function plannedWorth({ nodes, sockets }: AllocationProblem, allocation: Allocation): number {
  return valueOfAmps({ nodes, sockets: sockets.map((socket) => ({ ...socket, takesSpare: false })) }, ampsOf(allocation));
}

const ampsOf = ({ sockets }: Allocation): number[] => sockets.map(({ amps }) => amps);
