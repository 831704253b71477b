import type { DepotDossier } from '@headroom/contracts';
import { VOLTAGE_V } from '@headroom/domain';

export interface InstalledSocket {
  readonly socket: string;
  readonly chargePoint: string;
  readonly phases: 1 | 3;
  readonly ratedW: number;
}

/** Whose tag it is. */
export interface TagOwner {
  readonly tagKind: 'vehicle' | 'master' | 'unknown' | 'none';
  readonly vehicle: string | null;
}

export interface Installed {
  readonly sockets: ReadonlyMap<string, InstalledSocket>;
  /** The socket ids of one charge point. */
  readonly socketsOf: (chargePoint: string) => readonly string[];
  readonly ownerOf: (tag: string | null) => TagOwner;
}

/** A depot's dossier by socket and by tag; worked out once for each dossier. */
export function installedAt(dossier: DepotDossier): Installed {
  const units = new Map(dossier.chargePoints.map(({ id, sockets }) => [id, sockets.map((socket) => socket.id)]));
  return {
    sockets: socketsIn(dossier),
    socketsOf: (chargePoint) => units.get(chargePoint) ?? [],
    ownerOf: ownerIn(ownersIn(dossier)),
  };
}

function socketsIn(dossier: DepotDossier): Map<string, InstalledSocket> {
  const sockets = new Map<string, InstalledSocket>();
  for (const { id: chargePoint, sockets: own } of dossier.chargePoints)
    for (const { id: socket, phases, maxLimitA } of own)
      sockets.set(socket, { socket, chargePoint, phases, ratedW: maxLimitA * VOLTAGE_V * phases });
  return sockets;
}

function ownersIn(dossier: DepotDossier): Map<string, TagOwner> {
  return new Map(
    dossier.tags.map(({ id, kind, vehicleId }) => {
      if (kind === 'master') return [sameCase(id), { tagKind: 'master', vehicle: null }];
      // A tag in the drawer: it is ours, but whose van it opens for is not known.
      return [sameCase(id), vehicleId === null ? UNKNOWN : { tagKind: 'vehicle', vehicle: vehicleId }];
    }),
  );
}

const ownerIn = (owners: ReadonlyMap<string, TagOwner>) => (tag: string | null) =>
  tag === null || tag.trim() === '' ? NONE : (owners.get(sameCase(tag)) ?? UNKNOWN);

/** Chargers send a tag's hexadecimal digits in any case (protocols A16). */
const sameCase = (tag: string): string => tag.trim().toLowerCase();

const NONE: TagOwner = { tagKind: 'none', vehicle: null };
const UNKNOWN: TagOwner = { tagKind: 'unknown', vehicle: null };
