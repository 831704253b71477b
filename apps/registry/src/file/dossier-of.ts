import type { DepotDossier, DepotPlans } from '@headroom/contracts';
import type { ChargePointBody, VehicleBody } from '../bodies/installed';
import type { DepotFile, Types } from './depot-file';

interface Envelope {
  readonly id: string;
  readonly at: string;
}

/** The dossier that is told: everything by its path, types written into what is of them. The file must be without faults. */
export function dossierOf({ depot: { body: depot }, lists, types }: DepotFile, envelope: Envelope): DepotDossier {
  const path = (id: string) => `${depot.id}.${id}`;
  const { id, ...rest } = depot;
  return {
    ...envelope,
    depot: id,
    ...rest,
    chargePoints: lists.chargePoints.map(({ body }) => chargePointOf(body, path, types)),
    vehicles: lists.vehicles.map(({ body }) => ({ ...vehicleOf(body, types), id: path(body.id) })),
    tags: lists.tags.map(({ body }) => ({ ...body, vehicleId: body.vehicleId && path(body.vehicleId) })),
    // What is missing where a type is missing is found by the topic's schema, which the outbox asks.
  } as DepotDossier;
}

function chargePointOf(body: ChargePointBody, path: (id: string) => string, types: Types) {
  const type = types.chargePointTypes.get(body.typeId);
  return {
    ...body,
    id: path(body.id),
    minMessageGapMs: type?.minMessageGapMs,
    minLimitA: type?.minLimitA,
    canPause: type?.canPause,
    sockets: body.sockets.map((socket, i) => ({ ...type?.sockets[i], ...withoutAbsent(socket), id: path(`${body.id}.${socket.id}`) })),
  };
}

function vehicleOf(body: VehicleBody, types: Types) {
  const { batteryKwh, maxChargeKw, phases } = types.vehicleTypes.get(body.typeId) ?? {};
  return { ...body, batteryKwh, maxChargeKw, phases };
}

const withoutAbsent = <T extends object>(body: T): Partial<T> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Partial<T>;

/** The plans that are told. */
export function plansOf({ depot: { body: depot }, lists, settings }: DepotFile, envelope: Envelope): DepotPlans {
  return {
    ...envelope,
    depot: depot.id,
    profiledConnections: lists.profiledConnections.map(({ body }) => body),
    flexibilityWindows: lists.flexibilityWindows.map(({ body }) => body),
    schedules: lists.schedules.map(({ body: { id: _, ...row } }) => ({ ...row, vehicleId: `${depot.id}.${row.vehicleId}` })),
    tariff: settings.tariff.body,
    weightings: settings.weightings.body,
    options: settings.options.body,
  };
}
