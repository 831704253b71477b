import { msAt } from './clock.mjs';

/** What each socket asks for, as the optimiser's service would say it. */
export function demandsOf({ sockets, visits }, vans, seen, toldA, laxityMs) {
  return sockets.map((socket, index) => {
    const { visit, ceilingA, goesOn, stays } = seen[index];
    const wants = visit !== null && !vans.isCharged(visit) && !stays;
    return {
      id: socket.id,
      node: socket.node,
      phases: socket.phases,
      minA: socket.minA,
      maxA: socket.maxA,
      wantA: wants ? Math.min(socket.maxA, ceilingA ?? socket.maxA) : 0,
      priority: visit === null ? 0 : visits[visit].weight,
      currentA: toldA(socket.id),
      reservedA: null,
      canPause: !goesOn,
      departAtMs: visit === null ? null : msAt(visits[visit].plannedLeaveS),
      laxityMs: visit === null ? null : (laxityMs.get(visit) ?? null),
      targetA: null,
      takesSpare: false,
    };
  });
}
