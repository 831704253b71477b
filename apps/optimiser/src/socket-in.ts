import type { DepotDossier } from '@headroom/contracts';

type Socket = DepotDossier['chargePoints'][number]['sockets'][number];

/** A dossier's sockets are listed once, not searched at every measure. */
const listed = new WeakMap<DepotDossier, ReadonlyMap<string, Socket>>();

/** The socket of this path, where the depot has it. */
export function socketIn(dossier: DepotDossier, id: string): Socket | undefined {
  let sockets = listed.get(dossier);
  if (!sockets) {
    sockets = new Map(dossier.chargePoints.flatMap((chargePoint) => chargePoint.sockets.map((socket) => [socket.id, socket])));
    listed.set(dossier, sockets);
  }
  return sockets.get(id);
}
