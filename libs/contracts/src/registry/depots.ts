import { z } from 'zod';
import { envelope, plainId } from '../fields';
import { type Message, topic } from '../topic';
import { chargePoint, connection, feeder, tag, vehicle } from './installed';

export const depotDossiers = topic({
  name: 'registry.depots',
  kind: 'table',
  description: 'All that is installed at a depot: connections, feeders, charge points with their types, vehicles with theirs, tags.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    name: z.string().min(1).max(200),
    fleet: plainId.optional(),
    timezone: z.string().max(64),
    connections: z.array(connection).max(16),
    feeders: z.array(feeder).max(500),
    chargePoints: z.array(chargePoint).max(2_000),
    vehicles: z.array(vehicle).max(5_000),
    tags: z.array(tag).max(10_000),
  }),
  example: {
    id: 'd-1',
    at: '2026-11-23T09:00:00.000Z',
    depot: 'whitechapel',
    name: 'Whitechapel',
    timezone: 'Europe/London',
    connections: [{ id: 'main', capacityKva: 220, powerFactor: 0.95, bufferKw: 5, meter: 'incomer', worstCaseLoadKw: 120 }],
    feeders: [{ id: 'f1', parent: 'main', limitA: 200 }],
    chargePoints: [
      {
        id: 'whitechapel.evc0010',
        typeId: 'alfen-eve-double',
        connectionId: 'main',
        feederId: 'f1',
        minMessageGapMs: 2_000,
        minLimitA: 6,
        canPause: true,
        sockets: [{ id: 'whitechapel.evc0010.sk1', phases: 1, phaseRotation: 'L1L2L3', maxLimitA: 32 }],
      },
    ],
    vehicles: [{ id: 'whitechapel.van07', registration: 'LX21 ABC', typeId: 'evito', batteryKwh: 60, maxChargeKw: 7.2, phases: 1 }],
    tags: [{ id: '04A2B3', vehicleId: 'whitechapel.van07', kind: 'vehicle' }],
  },
});
export type DepotDossier = Message<typeof depotDossiers>;
