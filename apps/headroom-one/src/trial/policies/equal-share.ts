import {
  type Allocation,
  type AllocationProblem,
  type Allocator,
  type GridNode,
  kwOfAmps,
  nodesById,
  type PhaseAmps,
  pathToRoot,
  type SocketDemand,
} from '@headroom/domain';

/**
 * The common baseline: the same amps for every socket that charges, as many as fit; nobody goes before anybody but by having
 * come first. Where not everyone can have the minimum, those that have it keep it and the others wait.
 */
export const equalShareAllocator: Allocator = { id: 'equal', allocate };

function allocate(problem: AllocationProblem): Allocation {
  const admitted: SocketDemand[] = [];
  for (const demand of firstCome(problem.sockets)) {
    admitted.push(demand);
    if (!fits(problem, admitted, 0)) admitted.pop();
  }
  let levelA = 0;
  while (levelA < highestA(admitted) && fits(problem, admitted, levelA + 1)) levelA++;
  const isAdmitted = new Set(admitted);
  return {
    allocator: 'equal',
    sockets: problem.sockets.map((demand) => {
      const amps = isAdmitted.has(demand) ? shareOf(demand, levelA) : keptA(demand);
      return { socket: demand.id, amps, boundBy: 'equal-share', reason: amps > 0 ? `an equal share is ${amps} A` : 'waits for a share' };
    }),
  };
}

/** What cannot be steered keeps the setpoint it has. */
const keptA = ({ reservedA, currentA, maxA }: SocketDemand): number =>
  reservedA === null ? 0 : Math.floor(Math.min(currentA, maxA, reservedA));

/** Those that charge before those that wait; what wants nothing more comes last. */
const firstCome = (demands: readonly SocketDemand[]): SocketDemand[] =>
  demands
    .filter(({ wantA, minA, reservedA }) => reservedA === null && wantA >= minA)
    .sort((a, b) => Number(b.priority > 0) - Number(a.priority > 0) || Number(b.currentA > 0) - Number(a.currentA > 0));

const highestA = (demands: readonly SocketDemand[]): number =>
  Math.max(0, ...demands.map(({ wantA, maxA }) => Math.floor(Math.min(wantA, maxA))));

const shareOf = ({ minA, maxA, wantA }: SocketDemand, levelA: number): number => Math.max(minA, Math.floor(Math.min(levelA, maxA, wantA)));

/** Whether all these sockets can have their share of this level, beside what cannot be steered, under every limit. */
function fits({ nodes, sockets }: AllocationProblem, admitted: readonly SocketDemand[], levelA: number): boolean {
  const used = new Map(nodes.map(({ id }) => [id, { kw: 0, amps: [0, 0, 0] as PhaseAmps }]));
  const byId = nodesById(nodes);
  const draw = (demand: SocketDemand, amps: number) => {
    for (const { id } of pathToRoot(byId, demand.node)) {
      const node = used.get(id);
      if (!node) continue;
      node.kw += kwOfAmps(amps, demand.phases.length);
      for (const phase of demand.phases) node.amps[phase] += amps;
    }
  };
  for (const demand of sockets) if (demand.reservedA !== null) draw(demand, demand.reservedA);
  for (const demand of admitted) draw(demand, shareOf(demand, levelA));
  return nodes.every((node) => isWithin(node, used.get(node.id)));
}

const isWithin = ({ limitKw, limitA }: GridNode, used: { kw: number; amps: PhaseAmps } | undefined): boolean =>
  used === undefined ||
  (used.kw <= (limitKw ?? Number.POSITIVE_INFINITY) &&
    used.amps.every((amps, phase) => amps <= (limitA?.[phase] ?? Number.POSITIVE_INFINITY)));
