import { MIN_CHARGE_A } from '../units';
import type { SocketDemand } from './allocator';
import type { Seat } from './deal';
import type { Way } from './room';

/** What a socket can be given, whatever the others get. `at` is its place among the problem's sockets. */
export function seatFor(at: number, demand: SocketDemand, way: Way): Seat {
  const minA = Math.max(MIN_CHARGE_A, Math.ceil(demand.minA));
  const mostA = Math.floor(Math.min(demand.maxA, demand.wantA));
  const unfit = way.fault ?? demandFault(demand);
  const canHave = unfit === null && demand.reservedA === null && mostA >= minA;
  const ceilingA = canHave ? mostA : 0;
  const targetA = canHave ? Math.min(ceilingA, Math.ceil(demand.targetA ?? ceilingA)) : 0;
  const goesOn = canHave && !demand.canPause && demand.currentA > 0;
  const plannedA = targetA > 0 || goesOn ? Math.max(targetA, minA) : 0;
  const allowedA = demand.takesSpare ? ceilingA : Math.min(ceilingA, plannedA);
  return { at, demand, path: way.path, minA, ceilingA, targetA, allowedA, unfit, amps: 0, blocker: -1, held: null };
}

function demandFault(demand: SocketDemand): string | null {
  if (!(demand.minA > 0 && demand.maxA >= demand.minA && demand.maxA < 1_000)) return 'its least and most amps make no sense';
  if (!(demand.wantA >= 0)) return 'the amps it wants are not a number from 0 up';
  if (demand.targetA != null && !(demand.targetA >= 0)) return 'the amps that the plan gives it are not a number from 0 up';
  if (demand.phases.length === 0 || !areRealPhases(demand.phases)) return 'its phases make no sense';
  return null;
}

/** Each of them is one, and none is there twice. */
function areRealPhases(phases: SocketDemand['phases']): boolean {
  let seen = 0;
  for (const phase of phases) {
    if ((phase !== 0 && phase !== 1 && phase !== 2) || (seen & (1 << phase)) !== 0) return false;
    seen |= 1 << phase;
  }
  return true;
}

/** Only real phases, each once. */
export function phasesOf(demand: SocketDemand): number[] {
  return demand.phases.filter((phase, index) => (phase === 0 || phase === 1 || phase === 2) && demand.phases.indexOf(phase) === index);
}

/** A reservation that is no number is worth the whole rating. */
export function reservedOf(demand: SocketDemand): number {
  const reserved = demand.reservedA ?? 0;
  if (reserved >= 0 && reserved < Number.POSITIVE_INFINITY) return reserved;
  return Number.isFinite(demand.maxA) ? Math.max(0, demand.maxA) : 0;
}
