import { type Allocation, type AllocationProblem, type Allocator, type GridNode, kwOfAmps, type SocketDemand } from '@headroom/domain';

/**
 * The common baseline: the same amps for every socket that charges, as many as fit; nobody goes before anybody but by having
 * come first. Where not everyone can have the minimum, those that have it keep it and the others wait.
 */
export const equalShareAllocator: Allocator = { id: 'equal', allocate };

function allocate(problem: AllocationProblem): Allocation {
  const admitted = firstCome(problem.sockets).reduce<SocketDemand[]>(
    (before, demand) => (fits(problem, [...before, demand], 0) ? [...before, demand] : before),
    [],
  );
  let levelA = 0;
  while (levelA < highestA(admitted) && fits(problem, admitted, levelA + 1)) levelA++;
  const isAdmitted = new Set(admitted);
  return {
    allocator: 'equal',
    sockets: problem.sockets.map((demand) => {
      const amps = isAdmitted.has(demand) ? shareOf(demand, levelA) : (demand.reservedA === null ? 0 : Math.floor(demand.currentA));
      return { socket: demand.id, amps, boundBy: 'equal-share', reason: amps > 0 ? `an equal share is ${amps} A` : 'waits for a share' };
    }),
  };
}

/** Those that charge before those that wait; what wants nothing more comes last. */
const firstCome = (demands: readonly SocketDemand[]): SocketDemand[] =>
  demands
    .filter(({ wantA, minA, reservedA }) => reservedA === null && wantA >= minA)
    .sort((a, b) => Number(b.priority > 0) - Number(a.priority > 0) || Number(b.currentA > 0) - Number(a.currentA > 0));

const highestA = (demands: readonly SocketDemand[]): number => Math.max(0, ...demands.map(({ wantA, maxA }) => Math.floor(Math.min(wantA, maxA))));

const shareOf = ({ minA, maxA, wantA }: SocketDemand, levelA: number): number => Math.max(minA, Math.floor(Math.min(levelA, maxA, wantA)));

/** Whether all these sockets can have their share of this level, beside what cannot be steered, under every limit. */
const fits = ({ nodes, sockets }: AllocationProblem, admitted: readonly SocketDemand[], levelA: number): boolean => {
  const draws = [
    ...sockets.filter(({ reservedA }) => reservedA !== null).map((demand) => ({ demand, amps: demand.reservedA as number })),
    ...admitted.map((demand) => ({ demand, amps: shareOf(demand, levelA) })),
  ];
  return nodes.every((node) => {
    const below = draws.filter(({ demand }) => isBelow(nodes, demand.node, node.id));
    const kw = below.reduce((sum, { demand, amps }) => sum + kwOfAmps(amps, demand.phases.length), 0);
    const onPhase = ([0, 1, 2] as const).map((phase) =>
      below.reduce((sum, { demand, amps }) => sum + (demand.phases.includes(phase) ? amps : 0), 0),
    );
    return kw <= (node.limitKw ?? Number.POSITIVE_INFINITY) && onPhase.every((amps, phase) => amps <= (node.limitA?.[phase] ?? Number.POSITIVE_INFINITY));
  });
};

const isBelow = (nodes: readonly GridNode[], nodeId: string, ancestorId: string): boolean => {
  for (let id: string | null | undefined = nodeId, steps = 0; id != null && steps <= nodes.length; steps++) {
    if (id === ancestorId) return true;
    id = nodes.find((node) => node.id === id)?.parent;
  }
  return false;
};
