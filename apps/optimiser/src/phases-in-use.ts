import type { DepotDossier, SetpointState, SocketState } from '@headroom/contracts';
import { type Phase, phasesOf } from '@headroom/domain';

type Socket = DepotDossier['chargePoints'][number]['sockets'][number];
type Van = DepotDossier['vehicles'][number];

/** The supply phases that its EV was seen to draw on alone, as control counts them; null: it counts on all that the socket is wired to. */
export function releasedTo(socket: Socket, state: SocketState | undefined, setpoint: SetpointState | undefined): readonly Phase[] | null {
  const phases = setpoint?.phases;
  if (!phases || phases.length >= socket.phases) return null;
  return state?.plugged && !state.lost && setpoint.epoch === state.epoch ? phases : null;
}

/** The phases of a socket that others may use. */
export function releasedPhases(socket: Socket, counted: readonly Phase[]): Phase[] {
  return phasesOf(socket).filter((phase) => !counted.includes(phase));
}

/** On how many phases a van can draw at a socket: as it was seen to, else as its charger is made. */
export function phaseCountAt(socket: Socket, counted: readonly Phase[], dossier: DepotDossier, vehicle: string | null | undefined): number {
  const van = vehicle ? vanIn(dossier, vehicle) : undefined;
  return Math.min(counted.length, van?.phases ?? socket.phases);
}

/** In an operator's words: what is left to others. */
export function releaseNote(socket: Socket, counted: readonly Phase[]): string {
  const named = (phases: readonly Phase[]): string => phases.map((phase) => `L${phase + 1}`).join(' and ');
  return `draws on ${named(counted)} alone, so ${named(releasedPhases(socket, counted))} ${counted.length === 1 ? 'are' : 'is'} left to others`;
}

const listed = new WeakMap<DepotDossier, ReadonlyMap<string, Van>>();

function vanIn(dossier: DepotDossier, id: string): Van | undefined {
  const vans = listed.get(dossier) ?? new Map(dossier.vehicles.map((van) => [van.id, van]));
  listed.set(dossier, vans);
  return vans.get(id);
}
