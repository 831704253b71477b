import type { DepotDossier, DepotHeadroom, DepotPlans, SocketState } from '@headroom/contracts';
import {
  ampsOfKw,
  type ControlPicture,
  type ControlSocket,
  defaultControlSettings,
  grantableRows,
  gridOf,
  HEADROOM_STALE_AFTER_MS,
  nodeOfChargePoint,
  phasesOf,
} from '@headroom/domain';

/** The latest rows of one depot, as control sees them. */
export interface DepotFacts {
  readonly dossier: DepotDossier;
  readonly plans: DepotPlans | undefined;
  readonly headroom: DepotHeadroom | undefined;
  readonly socketState: (socket: string) => SocketState | undefined;
}

/** BS EN 50160: 230 V and 10 %. */
const HIGHEST_V = 253;
const POWER_SLACK_W = 300;

type ChargePoint = DepotDossier['chargePoints'][number];

/** All that control needs to know of a depot now. Without plans the depot is off; without headroom nothing may be drawn. */
export function pictureOf({ dossier, plans, headroom, socketState }: DepotFacts, nowMs: number): ControlPicture {
  const believed = headroom && nowMs < staleAtMs(headroom) ? headroom.connections : [];
  return {
    mode: plans?.options.mode ?? 'off',
    nodes: gridOf(dossier, grantableRows(believed)),
    sockets: placesOf(dossier).map((place) => socketAt(place, socketState(place.socket.id))),
    settings: defaultControlSettings,
  };
}

/** A headroom service that is gone would leave its last word standing for ever. */
export function staleAtMs({ at }: DepotHeadroom): number {
  return Date.parse(at) + HEADROOM_STALE_AFTER_MS;
}

/** A socket where it is installed, and how control saw it last: of a depot's thousand sockets few have changed since. */
interface Place {
  readonly chargePoint: ChargePoint;
  readonly socket: ChargePoint['sockets'][number];
  seen: { readonly state: SocketState | undefined; readonly as: ControlSocket } | null;
}

const places = new WeakMap<DepotDossier, readonly Place[]>();

function placesOf(dossier: DepotDossier): readonly Place[] {
  const known = places.get(dossier);
  if (known) return known;
  const all = dossier.chargePoints.flatMap((chargePoint) => chargePoint.sockets.map((socket) => ({ chargePoint, socket, seen: null })));
  places.set(dossier, all);
  return all;
}

function socketAt(place: Place, state: SocketState | undefined): ControlSocket {
  if (place.seen?.state !== state || !place.seen) place.seen = { state, as: controlSocket(place.chargePoint, place.socket, state) };
  return place.seen.as;
}

function controlSocket(chargePoint: ChargePoint, socket: ChargePoint['sockets'][number], state: SocketState | undefined): ControlSocket {
  return {
    id: socket.id,
    chargePoint: chargePoint.id,
    minMessageGapMs: chargePoint.minMessageGapMs,
    node: nodeOfChargePoint(chargePoint),
    phases: phasesOf(socket),
    minA: chargePoint.minLimitA,
    maxA: socket.maxLimitA,
    // A socket that was never heard may have a van on it.
    plugged: state?.plugged ?? true,
    lost: state?.lost ?? false,
    epoch: state?.epoch ?? 0,
    meteredA: meteredA(state, socket.phases),
    meteredAtMs: state?.lastHeardAt ? Date.parse(state.lastHeardAt) : null,
    phaseCurrentsA: state ? phaseCurrentsA(state) : null,
  };
}

/** Not those that the power belies: some units tell their currents now and then, and their power all the time. */
function phaseCurrentsA({ phaseCurrentsA: currentsA, realPowerW }: SocketState): readonly number[] | null {
  if (currentsA === null || realPowerW === null) return currentsA;
  return realPowerW <= currentsA.reduce((sum, amps) => sum + amps) * HIGHEST_V + POWER_SLACK_W ? currentsA : null;
}

/** Some units send power alone. */
function meteredA(state: SocketState | undefined, phases: 1 | 3): number | null {
  if (!state) return null;
  return state.currentA ?? (state.realPowerW === null ? null : ampsOfKw(state.realPowerW / 1000, phases));
}
