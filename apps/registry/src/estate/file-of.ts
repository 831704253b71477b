import type { DepotFile, Kept, Types } from '../file/depot-file';
import type { EstateDepot } from './estate';

const kept = <B>(body: B): Kept<B> => ({ version: 1, body });

/** A depot's file of the messages that tell it: paths become plain ids, and what a type says is left to the type. */
export function fileOf({ dossier, plans }: EstateDepot, types: Types): DepotFile {
  const { depot: id, name, fleet, timezone, connections, feeders } = dossier;
  const plain = (path: string) => path.slice(path.lastIndexOf('.') + 1);
  return {
    depot: kept({ id, name, fleet, timezone, connections: connections as DepotFile['depot']['body']['connections'], feeders }),
    lists: {
      chargePoints: dossier.chargePoints.map(({ id, typeId, connectionId, feederId, ocppIdentity, sockets }) =>
        kept({
          id: plain(id),
          typeId,
          connectionId,
          feederId,
          ocppIdentity,
          sockets: sockets.map((socket) => ({ id: plain(socket.id), phases: socket.phases, phaseRotation: socket.phaseRotation })),
        }),
      ),
      vehicles: dossier.vehicles.map(({ id, registration, typeId }) => kept({ id: plain(id), registration, typeId })),
      tags: dossier.tags.map((tag) => kept({ ...tag, vehicleId: tag.vehicleId && plain(tag.vehicleId) })),
      schedules: plans.schedules.map((row, i) =>
        kept({
          ...row,
          vehicleId: plain(row.vehicleId),
          energyKwh: row.energyKwh,
          targetSocPct: row.targetSocPct,
          id: `${plain(row.vehicleId)}-${row.weekday}-${row.departLocal.replace(':', '')}-${i}`,
        }),
      ),
      profiledConnections: plans.profiledConnections.map(kept),
      flexibilityWindows: plans.flexibilityWindows.map(kept),
    },
    settings: {
      options: kept(plans.options),
      weightings: kept(plans.weightings),
      tariff: { version: plans.tariff ? 1 : 0, body: plans.tariff },
    },
    types,
  };
}
