import type { DepotAllocation } from '@headroom/contracts';
import { type Allocator, localTimeOf, notesOf, withFound, withNotes } from '@headroom/domain';
import type { PlanFacts } from './outlook-of';
import { releasedTo, releaseNote } from './phases-in-use';
import { withPlan } from './planned-problem';
import { problemOf } from './problem-of';
import { socketIn } from './socket-in';

export type Decision = Pick<DepotAllocation, 'allocator' | 'problem' | 'sockets'>;

/** The amps of this moment, what binds each, and the problem from which they can be decided again. */
export function decisionOf(facts: PlanFacts, allocator: Allocator): Decision {
  const { memory, nowMs } = facts;
  const planned = withPlan(problemOf(facts), memory.adopted, (socket) => facts.socketState(socket)?.vehicle, nowMs);
  const problem = withFound(planned, memory.found);
  const decided = allocator.allocate(problem);
  const isPaused = (socket: string) => facts.steady.pausedUntilMs(socket, nowMs) !== null;
  return {
    allocator: decided.allocator,
    problem: problem as DepotAllocation['problem'],
    sockets: decided.sockets.map(({ socket, amps, boundBy, reason }) => {
      return { socket, amps, boundBy: amps === 0 && isPaused(socket) ? 'pause' : boundBy, reason };
    }),
  };
}

/** The same with all that an operator wants to know of each socket: most decisions are not told, and need no words. */
export function inWords({ allocator, sockets }: Decision, facts: PlanFacts): DepotAllocation['sockets'] {
  const { memory, steady, nowMs, dossier } = facts;
  const { adopted } = memory;
  const notes = adopted === null ? new Map() : notesOf(adopted.foresight, adopted.plan, nowMs, dossier.timezone);
  return withNotes({ allocator, sockets }, notes).sockets.map((row) => {
    const untilMs = row.boundBy === 'pause' ? steady.pausedUntilMs(row.socket, nowMs) : null;
    if (untilMs === null) return { ...row, reason: withRelease(facts, row) };
    return { ...row, reason: `paused a moment ago: may begin again at ${localTimeOf(untilMs, dossier.timezone)}` };
  });
}

function withRelease(
  { dossier, socketState, setpointState }: PlanFacts,
  { socket: id, amps, reason }: DepotAllocation['sockets'][number],
): string {
  const socket = socketIn(dossier, id);
  const phases = amps > 0 && socket ? releasedTo(socket, socketState(id), setpointState(id)) : null;
  return socket && phases ? `${reason}; ${releaseNote(socket, phases)}` : reason;
}
