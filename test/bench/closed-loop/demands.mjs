import { msAt } from './clock.mjs';

/** What each socket asks for, as the optimiser's service would say it. */
export function demandsOf({ sockets, visits }, vans, seen, { toldA, sorted }) {
  return sockets.map(({ id, node, phases, minA, maxA }, index) => {
    const { visit, ceilingA, goesOn, stays } = seen[index];
    const wants = visit !== null && !vans.isCharged(visit) && !stays;
    return {
      ...{ id, node, phases, minA, maxA },
      wantA: wants ? Math.min(maxA, ceilingA ?? maxA) : 0,
      priority: visit === null ? 0 : visits[visit].weight,
      currentA: toldA(id),
      reservedA: null,
      canPause: !goesOn,
      departAtMs: visit === null ? null : msAt(visits[visit].plannedLeaveS),
      laxityMs: visit === null ? null : (sorted.get(visit) ?? null),
    };
  });
}
