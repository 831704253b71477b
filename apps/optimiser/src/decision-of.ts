import type { DepotAllocation } from '@headroom/contracts';
import { type Allocation, type Allocator, localTimeOf, notesOf, withNotes } from '@headroom/domain';
import type { PlanFacts } from './outlook-of';
import { withPlan } from './planned-problem';
import { problemOf } from './problem-of';

/** The amps of this moment with their reasons, and the problem from which they can be decided again. */
export function decisionOf(facts: PlanFacts, allocator: Allocator): Pick<DepotAllocation, 'allocator' | 'problem' | 'sockets'> {
  const { memory, nowMs, dossier } = facts;
  const { adopted } = memory;
  const problem = withPlan(problemOf(facts), adopted, (socket) => facts.socketState(socket)?.vehicle, nowMs);
  const decided = allocator.allocate(problem);
  const notes = adopted === null ? new Map() : notesOf(adopted.foresight, adopted.plan, nowMs, dossier.timezone);
  const { sockets } = withPauses(withNotes(decided, notes), facts);
  return {
    allocator: decided.allocator,
    problem: problem as DepotAllocation['problem'],
    sockets: sockets.map(({ socket, amps, boundBy, reason }) => ({ socket, amps, boundBy, reason })),
  };
}

/** Those that could begin but for their pause say so. */
function withPauses(allocation: Allocation, { steady, nowMs, dossier }: PlanFacts): Allocation {
  return {
    ...allocation,
    sockets: allocation.sockets.map((row) => {
      const untilMs = row.amps > 0 ? null : steady.pausedUntilMs(row.socket, nowMs);
      if (untilMs === null) return row;
      return { ...row, boundBy: 'pause', reason: `paused a moment ago: may begin again at ${localTimeOf(untilMs, dossier.timezone)}` };
    }),
  };
}
