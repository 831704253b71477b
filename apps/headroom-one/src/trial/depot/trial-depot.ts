import type { DepotDossier, DepotPlans } from '@headroom/contracts';
import { isoWeekday, localDateOf, localTimeOf } from '@headroom/domain';
import { between, type DepotEstate, type InstalledSocket, randomOf, type Visit } from '@headroom/simulator';
import { connectorOf, type Session } from '../sessions/session';
import { vanOfSession } from './van-of-session';

/** The recorded sites as one depot behind one connection, with the vans that come to it. */
export interface TrialDepot {
  readonly estate: DepotEstate;
  readonly visits: readonly Visit[];
}

export interface Supply {
  readonly capacityKva: number;
  readonly powerFactor: number;
  /** Of the capacity in kW, held back for what the building adds between a meter reading and the vans' reaction. */
  readonly bufferShare: number;
}

export const DEPOT = 'trial';
const SOCKET_A = 32;
const GAP_MS = 2_000;
const rotations = ['L1L2L3', 'L2L3L1', 'L3L1L2'] as const;

/** A depot with a socket for each connector, and a van, a tag and a schedule for each session. */
export const trialDepot = (sessions: readonly Session[], supply: Supply, zone: string, seed: number): TrialDepot => {
  const at = new Date(sessions[0]?.startMs ?? 0).toISOString();
  const socketOf = installed(sessions);
  const visits = sessions.map((session, index) => visitOf(session, index, socketOf.get(connectorOf(session)) as InstalledSocket, seed));
  return { visits, estate: { dossier: dossierOf(at, zone, supply, [...socketOf.values()], visits), plans: plansOf(at, zone, visits) } };
};

const installed = (sessions: readonly Session[]): Map<string, InstalledSocket> => {
  const connectors = [...new Set(sessions.map(connectorOf))].sort();
  return new Map(
    connectors.map((connector, index) => [
      connector,
      {
        id: `${DEPOT}.cp${connector.replace(/[^A-Za-z0-9]/g, '.sk')}`,
        phases: 1,
        phaseRotation: rotations[index % 3] as (typeof rotations)[number],
        maxLimitA: SOCKET_A,
      },
    ]),
  );
};

const visitOf = (session: Session, index: number, socket: InstalledSocket, seed: number): Visit => {
  const id = `${DEPOT}.van${String(index + 1).padStart(4, '0')}`;
  const lagMs = 1_000 * Math.round(between(randomOf(seed, id), 5, 15));
  const van = vanOfSession(session, id, socket, lagMs);
  return { socketId: socket.id, van, tag: tagOf(index), arrivesAtMs: session.startMs, leavesAtMs: session.endMs };
};

const tagOf = (index: number): string => `TAG${String(index + 1).padStart(4, '0')}`;

const dossierOf = (at: string, zone: string, supply: Supply, sockets: InstalledSocket[], visits: readonly Visit[]): DepotDossier => ({
  id: 'trial-dossier',
  at,
  depot: DEPOT,
  name: 'Recorded sessions',
  timezone: zone,
  connections: [
    {
      id: 'main',
      capacityKva: supply.capacityKva,
      powerFactor: supply.powerFactor,
      meter: 'incomer',
      bufferKw: supply.bufferShare * supply.capacityKva * supply.powerFactor,
    },
  ],
  feeders: [],
  chargePoints: chargePointsOf(sockets),
  vehicles: visits.map(({ van }, index) => ({
    id: van.id,
    registration: `TRIAL ${index + 1}`,
    typeId: 'recorded',
    batteryKwh: van.batteryKwh,
    maxChargeKw: van.maxChargeKw,
    phases: van.phases,
  })),
  tags: visits.map(({ van }, index) => ({ id: tagOf(index), vehicleId: van.id, kind: 'vehicle' as const })),
});

const chargePointsOf = (sockets: InstalledSocket[]): DepotDossier['chargePoints'] => {
  const units = new Map<string, InstalledSocket[]>();
  for (const socket of sockets) {
    const unit = socket.id.slice(0, socket.id.lastIndexOf('.'));
    units.set(unit, [...(units.get(unit) ?? []), socket]);
  }
  return [...units].map(([id, onIt]) => ({
    id,
    typeId: 'alfen-eve-double',
    connectionId: 'main',
    minMessageGapMs: GAP_MS,
    minLimitA: 6,
    canPause: true,
    sockets: onIt,
  }));
};

const plansOf = (at: string, zone: string, visits: readonly Visit[]): DepotPlans => ({
  id: 'trial-plans',
  at,
  depot: DEPOT,
  profiledConnections: [],
  flexibilityWindows: [],
  tariff: null,
  schedules: visits.map(({ van, leavesAtMs }) => ({
    vehicleId: van.id,
    weekday: isoWeekday(localDateOf(leavesAtMs, zone)),
    departLocal: localTimeOf(leavesAtMs, zone),
    returnLocal: localTimeOf(leavesAtMs - 60_000, zone),
    targetSocPct: van.stopSocPct,
  })),
  weightings: { socDeficit: 0.5, urgency: 0.5, unknownVehicle: 0.5 },
  options: { mode: 'live', profiledConnection: false, flexibility: false, priorities: true, tariff: false },
});
