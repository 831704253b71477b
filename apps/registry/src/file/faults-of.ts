import { checkGrid, gridFaultsOf, gridOf } from '@headroom/domain';
import { type ChargePointBody, socketsDiffer } from '../bodies/installed';
import type { DepotFile, Types } from './depot-file';

/** One thing that does not hold together; `of` says in which body, as `charge-points/evc0010` or `depot`. */
export interface Fault {
  readonly of: string;
  readonly path: string;
  readonly message: string;
}

/**
 * Whatever in a depot names something that is not there, or does not go with it. A change that would leave a fault is refused:
 * one in its own body as a bad body, one in another's because that other still uses what was there.
 */
export function faultsOf(file: DepotFile): Fault[] {
  return [...gridFaults(file), ...chargePointFaults(file), ...vehicleFaults(file), ...connectionFaults(file)];
}

function gridFaults({ depot: { body } }: DepotFile): Fault[] {
  return checkGrid(gridOf(body, [])).map((message) => ({ of: 'depot', path: 'feeders', message }));
}

function chargePointFaults(file: DepotFile): Fault[] {
  const bodies = file.lists.chargePoints.map(({ body }) => body);
  return [...bodies.flatMap((body) => typeFaults(body, file.types)), ...placeFaults(file, bodies)];
}

function placeFaults({ depot: { body: depot } }: DepotFile, chargePoints: readonly ChargePointBody[]): Fault[] {
  const gridIsSound = checkGrid(gridOf(depot, [])).length === 0;
  // Asked of all at once first, as nearly always nothing is wrong.
  if (!gridIsSound || gridFaultsOf({ ...depot, chargePoints }).length === 0) return [];
  return chargePoints.flatMap((chargePoint) =>
    gridFaultsOf({ ...depot, chargePoints: [chargePoint] }).map((message) => ({
      of: `charge-points/${chargePoint.id}`,
      path: depot.connections.some(({ id }) => id === chargePoint.connectionId) ? 'feederId' : 'connectionId',
      message,
    })),
  );
}

function typeFaults(body: ChargePointBody, types: Types): Fault[] {
  const of = `charge-points/${body.id}`;
  const type = types.chargePointTypes.get(body.typeId);
  if (!type) return [{ of, path: 'typeId', message: `charge point '${body.id}' is of type '${body.typeId}', which does not exist` }];
  const faults: Fault[] = [];
  if (!socketsDiffer(body)) faults.push({ of, path: 'sockets', message: `charge point '${body.id}' has two sockets of the same id` });
  body.sockets.forEach((socket, i) => {
    const rating = type.sockets[i];
    if (!rating)
      faults.push({
        of,
        path: `sockets/${i}`,
        message: `charge point '${body.id}' has more sockets than its type, which has ${type.sockets.length}`,
      });
    else if ((socket.phases ?? rating.phases) > rating.phases)
      faults.push({ of, path: `sockets/${i}/phases`, message: `socket '${socket.id}' of '${body.id}' has 3 phases, but its type has 1` });
  });
  return faults;
}

function vehicleFaults({ lists, types }: DepotFile): Fault[] {
  const known = new Set(lists.vehicles.map(({ body }) => body.id));
  const noVehicle = (of: string, who: string, id: string): Fault => ({
    of,
    path: 'vehicleId',
    message: `${who} is for vehicle '${id}', which does not exist`,
  });
  return [
    ...lists.vehicles
      .filter(({ body }) => !types.vehicleTypes.has(body.typeId))
      .map(({ body: { id, typeId } }) => ({
        of: `vehicles/${id}`,
        path: 'typeId',
        message: `vehicle '${id}' is of type '${typeId}', which does not exist`,
      })),
    ...lists.tags.flatMap(({ body: { id, vehicleId } }) =>
      vehicleId === null || known.has(vehicleId) ? [] : [noVehicle(`tags/${id}`, `tag '${id}'`, vehicleId)],
    ),
    ...lists.schedules.flatMap(({ body: { id, vehicleId } }) =>
      known.has(vehicleId) ? [] : [noVehicle(`schedules/${id}`, `schedule '${id}'`, vehicleId)],
    ),
  ];
}

function connectionFaults({ depot, lists, settings }: DepotFile): Fault[] {
  const known = new Set(depot.body.connections.map(({ id }) => id));
  const missing = (of: string, path: string, who: string, id: string): Fault[] =>
    known.has(id) ? [] : [{ of, path, message: `${who} is for connection '${id}', which does not exist` }];
  return [
    ...lists.profiledConnections.flatMap(({ body: { id, connectionId } }) =>
      missing(`profiled-connections/${id}`, 'connectionId', `profiled connection '${id}'`, connectionId),
    ),
    ...(settings.tariff.body?.reductions ?? []).flatMap(({ id, connectionId }, i) =>
      missing('tariff', `reductions/${i}/connectionId`, `the tariff's reduction '${id}'`, connectionId),
    ),
  ];
}
