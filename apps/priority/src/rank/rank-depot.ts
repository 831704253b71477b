import type { DepotPriorities, SocketState, VehicleState } from '@headroom/contracts';
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
  const { vehicle } = state;
  const van = vehicle === null ? undefined : picture.vehicle(vehicle);
  const chargeKw = vehicle === null ? null : maxChargeKw(picture.dossier, state.socket, vehicle);
  const { priority, parts } = rounded(priorityAt(state, van, chargeKw, picture, nowMs));
  const socPct = van?.socPct ?? null;
  return {
    socket: state.socket,
    vehicle,
    priority,
    parts,
    socPct,
    neededKwh: van?.neededKwh ?? null,
    departAt: van?.departAt ?? null,
    maxChargeKw: chargeKw,
    warning: warningOf(state, isTwice, socPct),
  };
}

function priorityAt(
  { vehicle }: SocketState,
  van: VehicleState | undefined,
  chargeKw: number | null,
  picture: DepotPicture,
  nowMs: number,
): Priority {
  const { options, weightings } = picture.plans ?? nothingAgreed;
  if (!options.priorities) return equalPriority();
  if (vehicle === null) return defaultPriority(weightings);
  const departAt = van?.departAt ?? null;
  return priorityOf({
    socPct: van?.socPct ?? null,
    neededKwh: van?.neededKwh ?? null,
    maxChargeKw: chargeKw,
    targetSocPct: van?.targetSocPct ?? 100,
    departAtMs: departAt === null ? null : Date.parse(departAt),
    nowMs,
    weights: weightings,
  });
}

function warningOf({ vehicle, tagKind }: SocketState, isTwice: boolean, socPct: number | null): Rank['warning'] {
  if (vehicle === null) return tagKind === 'master' ? 'master-tag' : tagKind === 'none' ? 'no-tag' : 'unknown-tag';
  if (isTwice) return 'tag-on-two-sockets';
  return socPct === null ? 'unknown-soc' : null;
}

/** The parts are rounded, and the priority is their sum, so that what is shown adds up. */
function rounded({ parts }: Priority): Pick<Rank, 'priority' | 'parts'> {
  const shown: Rank['parts'] = {};
  let steps = 0;
  for (const part in parts) {
    const own = Math.round((parts[part] as number) * STEPS);
    steps += own;
    shown[part] = own / STEPS;
  }
  return { priority: Math.min(1, steps / STEPS), parts: shown };
}
