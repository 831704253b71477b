import type { DepotAllocation } from '@headroom/contracts';
import type { Target } from '@headroom/domain';

/** What each socket is to have by a decision; the priority is the one that the decision was made with. */
export function targetsOf({ id, sockets, problem }: DepotAllocation): Target[] {
  const priorityOf = new Map(problem.sockets.map((demand) => [demand.id, demand.priority]));
  return sockets.map(({ socket, amps, reason }) => ({ socket, amps, priority: priorityOf.get(socket) ?? 0, reason, causedBy: id }));
}
