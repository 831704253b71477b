import type { DepotDossier } from '@headroom/contracts';
import { type DepotIndex, indexOf, type KnownMeter, type KnownSocket, registrationKey } from './depot-index';

/** The dossiers of all depots. */
export interface Dossiers {
  get(depot: string): DepotDossier | undefined;
  all(): Iterable<DepotDossier>;
}

export type Found<T> = (T & { readonly depot: string }) | { readonly reason: string };

/** Everything installed anywhere, by the names that outsiders use. */
export class Estate {
  constructor(private readonly dossiers: Dossiers) {}

  meter(depot: string, meter: string): Found<KnownMeter> {
    const index = this.indexOf(depot);
    if (!index) return { reason: `depot: there is no depot ${depot}` };
    const found = index.meters.get(meter);
    return found
      ? { ...found, depot }
      : { reason: `meter: depot ${depot} has no connection ${meter}; a meter is named by the connection it measures` };
  }

  socket(path: string): Found<KnownSocket> {
    const depot = firstSegment(path);
    const index = this.indexOf(depot);
    if (!index) return { reason: `socket: there is no depot ${depot}; a socket is named by its path, such as depot.chargepoint.socket` };
    const found = index.sockets.get(path);
    return found ? { ...found, depot } : { reason: `socket: depot ${depot} has no socket ${path}` };
  }

  /** By path, by plain id, or by registration, as long as it is one van only. */
  vehicle(name: string): Found<{ vehicle: string }> {
    const [vehicle, ...others] = this.pathsOf(name);
    if (vehicle === undefined) return { reason: `vehicle: no depot has a vehicle ${name}` };
    if (others.length > 0)
      return { reason: `vehicle: ${name} may be ${[vehicle, ...others].slice(0, 5).join(' or ')}; name it by its path` };
    return { vehicle, depot: firstSegment(vehicle) };
  }

  private indexOf(depot: string): DepotIndex | undefined {
    const dossier = this.dossiers.get(depot);
    return dossier && indexOf(dossier);
  }

  private pathsOf(name: string): readonly string[] {
    const own = name.includes('.') ? this.indexOf(firstSegment(name)) : undefined;
    if (own) return pathsIn(own, name);
    const paths = new Set<string>();
    for (const dossier of this.dossiers.all()) for (const path of pathsIn(indexOf(dossier), name)) paths.add(path);
    return [...paths];
  }
}

function firstSegment(path: string): string {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
}

const pathsIn = ({ vehicles }: DepotIndex, name: string): readonly string[] =>
  vehicles.get(name) ?? vehicles.get(registrationKey(name)) ?? [];
