import type { DepotDossier } from '@headroom/contracts';

export interface KnownSocket {
  readonly socket: string;
  readonly maxLimitA: number;
  readonly phases: number;
}
export interface KnownMeter {
  readonly meter: string;
  readonly capacityKva: number;
}

/** A depot's dossier, by what outsiders call its things. */
export interface DepotIndex {
  readonly depot: string;
  readonly meters: ReadonlyMap<string, KnownMeter>;
  readonly sockets: ReadonlyMap<string, KnownSocket>;
  /** Paths by path, by plain id and by registration; a registration may be there twice. */
  readonly vehicles: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<DepotDossier, DepotIndex>();

/** Worked out once for each dossier. */
export function indexOf(dossier: DepotDossier): DepotIndex {
  const before = known.get(dossier);
  if (before) return before;
  const index: DepotIndex = {
    depot: dossier.depot,
    meters: new Map(dossier.connections.map(({ id, capacityKva }) => [id, { meter: id, capacityKva }])),
    sockets: new Map(
      dossier.chargePoints.flatMap(({ sockets }) => sockets.map(({ id, maxLimitA, phases }) => [id, { socket: id, maxLimitA, phases }])),
    ),
    vehicles: vehiclesByName(dossier),
  };
  known.set(dossier, index);
  return index;
}

/** `LX21 ABC` and `lx21abc` are one van. */
export const registrationKey = (registration: string): string => `registration ${registration.replace(/\s+/g, '').toUpperCase()}`;

function vehiclesByName({ vehicles }: DepotDossier): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  const add = (name: string, path: string) => byName.set(name, [...(byName.get(name) ?? []), path]);
  for (const { id, registration } of vehicles) {
    add(id, id);
    add(id.slice(id.indexOf('.') + 1), id);
    if (registration.trim() !== '') add(registrationKey(registration), id);
  }
  return byName;
}
