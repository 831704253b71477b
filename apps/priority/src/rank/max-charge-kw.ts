import type { DepotDossier } from '@headroom/contracts';
import { kwOfAmps } from '@headroom/domain';

type Rates = ReadonlyMap<string, { readonly kw: number; readonly phases: 1 | 3 }>;
const known = new WeakMap<DepotDossier, { sockets: Rates; vehicles: Rates }>();

/** What a van can charge with at a socket at the most, kW; null where either is not known. A one-phase van uses one phase of three. */
export function maxChargeKw(dossier: DepotDossier, socketId: string, vehicleId: string): number | null {
  const { sockets, vehicles } = ratesOf(dossier);
  const [socket, vehicle] = [sockets.get(socketId), vehicles.get(vehicleId)];
  if (!socket || !vehicle) return null;
  const socketKw = vehicle.phases < socket.phases ? socket.kw / socket.phases : socket.kw;
  return Math.min(socketKw, vehicle.kw);
}

function ratesOf(dossier: DepotDossier): { sockets: Rates; vehicles: Rates } {
  const before = known.get(dossier);
  if (before) return before;
  const sockets = dossier.chargePoints.flatMap((unit) => unit.sockets);
  const rates = {
    sockets: new Map(sockets.map(({ id, maxLimitA, phases }) => [id, { kw: kwOfAmps(maxLimitA, phases), phases }])),
    vehicles: new Map(dossier.vehicles.map(({ id, maxChargeKw: kw, phases }) => [id, { kw, phases }])),
  };
  known.set(dossier, rates);
  return rates;
}
