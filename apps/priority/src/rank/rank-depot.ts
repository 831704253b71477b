import type { DepotPriorities, SocketState } from '@headroom/contracts';
import { defaultPriority, equalPriority, type Priority, priorityOf } from '@headroom/domain';
import { type DepotPicture, nothingAgreed } from './depot-picture';
import { maxChargeKw } from './max-charge-kw';

export type Rank = DepotPriorities['sockets'][number];

/** Finer than this is noise, and would be told every second. */
const STEPS = 1_000;

/** Who goes first at a depot, and why: a row for each plugged socket, by socket. */
export function rankDepot(picture: DepotPicture, nowMs: number): Rank[] {
  const plugged = picture.sockets.filter((state) => state.plugged);
  const socketsOf = new Map<string, number>();
  for (const { vehicle } of plugged) if (vehicle !== null) socketsOf.set(vehicle, (socketsOf.get(vehicle) ?? 0) + 1);
  const isTwice = (state: SocketState) => state.vehicle !== null && (socketsOf.get(state.vehicle) ?? 0) > 1;
  return plugged.map((state) => rankSocket(state, isTwice(state), picture, nowMs)).sort((a, b) => (a.socket < b.socket ? -1 : 1));
}

function rankSocket(state: SocketState, isTwice: boolean, picture: DepotPicture, nowMs: number): Rank {
  const van = state.vehicle === null ? undefined : picture.vehicle(state.vehicle);
  const known = {
    socPct: van?.socPct ?? null,
    neededKwh: van?.neededKwh ?? null,
    departAt: van?.departAt ?? null,
    maxChargeKw: state.vehicle === null ? null : maxChargeKw(picture.dossier, state.socket, state.vehicle),
  };
  const { options, weightings } = picture.plans ?? nothingAgreed;
  const ranked = (): Priority => {
    if (!options.priorities) return equalPriority();
    if (state.vehicle === null) return defaultPriority(weightings);
    const departAtMs = known.departAt === null ? null : Date.parse(known.departAt);
    return priorityOf({ ...known, targetSocPct: van?.targetSocPct ?? 100, departAtMs, nowMs, weights: weightings });
  };
  return { socket: state.socket, vehicle: state.vehicle, ...rounded(ranked()), ...known, warning: warningOf(state, isTwice, known.socPct) };
}

function warningOf({ vehicle, tagKind }: SocketState, isTwice: boolean, socPct: number | null): Rank['warning'] {
  if (vehicle === null) return tagKind === 'master' ? 'master-tag' : tagKind === 'none' ? 'no-tag' : 'unknown-tag';
  if (isTwice) return 'tag-on-two-sockets';
  return socPct === null ? 'unknown-soc' : null;
}

/** The parts are rounded, and the priority is their sum, so that what is shown adds up. */
function rounded({ parts }: Priority): Pick<Rank, 'priority' | 'parts'> {
  const steps = Object.entries(parts).map(([part, value]) => [part, Math.round(value * STEPS)] as const);
  const sum = steps.reduce((total, [, value]) => total + value, 0);
  return { priority: Math.min(1, sum / STEPS), parts: Object.fromEntries(steps.map(([part, value]) => [part, value / STEPS])) };
}
