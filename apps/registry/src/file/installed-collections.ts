import { type ChargePointBody, chargePointBody, type TagBody, tagBody, type VehicleBody, vehicleBody } from '../bodies/installed';
import { ChargePointRow, TagRow, VehicleRow } from '../database/installed.entity';
import type { Collection } from './collection';
import { plainIdIn } from './plain-id';

export const chargePoints: Collection<'chargePoints', ChargePointBody> = {
  name: 'chargePoints',
  path: 'charge-points',
  noun: 'charge point',
  entity: ChargePointRow,
  schema: chargePointBody,
  example: {
    id: 'evc0010',
    typeId: 'alfen-eve-double',
    connectionId: 'main',
    feederId: 'f1',
    ocppIdentity: 'EVC0010',
    sockets: [{ id: 'sk1' }, { id: 'sk2' }],
  },
  tells: 'dossier',
  settle: (draft, { depot: { body: depot } }) => {
    const id = plainIdIn(depot.id, draft.id, 'id');
    const socketId = (sent: string, i: number) =>
      plainIdIn(id, sent.startsWith(`${depot.id}.`) ? sent.slice(depot.id.length + 1) : sent, `sockets/${i}/id`);
    return {
      ...draft,
      id,
      connectionId: plainIdIn(depot.id, draft.connectionId, 'connectionId'),
      feederId: draft.feederId && plainIdIn(depot.id, draft.feederId, 'feederId'),
      sockets: draft.sockets.map((socket, i) => ({ ...socket, id: socketId(socket.id, i) })),
    };
  },
};

export const vehicles: Collection<'vehicles', VehicleBody> = {
  name: 'vehicles',
  path: 'vehicles',
  noun: 'vehicle',
  entity: VehicleRow,
  schema: vehicleBody,
  example: { id: 'van07', registration: 'LX21 ABC', typeId: 'evito' },
  tells: 'dossier',
  settle: (draft, { depot }) => ({ ...draft, id: plainIdIn(depot.body.id, draft.id, 'id') }),
};

export const tags: Collection<'tags', TagBody> = {
  name: 'tags',
  path: 'tags',
  noun: 'tag',
  entity: TagRow,
  keepsNull: ['vehicleId'],
  schema: tagBody,
  example: { id: '04A2B3', vehicleId: 'van07', kind: 'vehicle' },
  tells: 'dossier',
  settle: (draft, { depot }) => ({ ...draft, vehicleId: draft.vehicleId && plainIdIn(depot.body.id, draft.vehicleId, 'vehicleId') }),
};
