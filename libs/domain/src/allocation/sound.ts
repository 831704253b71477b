import { judge, judgeSetpoint, type Violation } from '../safety';
import type { Allocation, AllocationProblem, SocketDemand } from './allocator';

/** What is wrong with an allocation, in words, or null when it may be used. */
export type Judge = (problem: AllocationProblem, allocation: Allocation) => string | null;

/**
 * Judged by the oracle alone, which shares no code with the allocators: one answer for every socket, amps that it can be set to, and no
 * limit broken that is not already broken by what cannot be steered.
 */
export const faultIn: Judge = (problem, { sockets }) => {
  if (sockets.length !== problem.sockets.length) return `${sockets.length} answers for ${problem.sockets.length} sockets`;
  for (const [index, demand] of problem.sockets.entries()) {
    const row = sockets[index];
    if (row?.socket !== demand.id) return `no answer for ${demand.id}`;
    const wrong = setpointFault(demand, row.amps);
    if (wrong !== null) return `${demand.id}: ${wrong}`;
  }
  const before = new Map(judge(problem.nodes, exposuresOf(problem, null)).map((broken) => [limitOf(broken), broken.used]));
  const after = judge(
    problem.nodes,
    exposuresOf(
      problem,
      sockets.map(({ amps }) => amps),
    ),
  );
  const worse = after.find((broken) => broken.used > (before.get(limitOf(broken)) ?? 0) + 1e-6);
  return worse === undefined ? null : `${limitOf(worse)} at ${worse.used.toFixed(1)} of ${worse.limit}`;
};

function setpointFault(demand: SocketDemand, amps: number): string | null {
  const fault = judgeSetpoint(amps, demand);
  if (fault !== null || demand.reservedA !== null || amps <= demand.wantA) return fault;
  return `${amps} A is more than the ${demand.wantA} A it wants`;
}

const limitOf = ({ node, kind, phase }: Violation): string => (kind === 'kw' ? `${node} kW` : `${node} L${(phase ?? 0) + 1}`);

/** What each socket counts at; without amps, only what cannot be steered. */
function exposuresOf({ sockets }: AllocationProblem, amps: readonly number[] | null) {
  return sockets.map(({ node, phases, reservedA }, index) => ({ node, phases, amps: reservedA ?? amps?.[index] ?? 0 }));
}
