import { z } from 'zod';
import { envelope, plainId } from '../fields';
import { type Message, topic } from '../topic';
import { flexibilityWindow, options, profiledConnection, schedule, tariff, weightings } from './agreed';

export const depotPlans = topic({
  name: 'registry.plans',
  kind: 'table',
  description: 'All that was agreed for a depot: profiled connections, flexibility windows, tariff, schedules, weightings, options.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    profiledConnections: z.array(profiledConnection).max(500),
    flexibilityWindows: z.array(flexibilityWindow).max(5_000),
    tariff: tariff.nullable(),
    schedules: z.array(schedule).max(50_000),
    weightings,
    options,
  }),
  example: {
    id: 'p-1',
    at: '2026-11-23T09:00:00.000Z',
    depot: 'whitechapel',
    profiledConnections: [
      {
        id: 'winter-weekday',
        connectionId: 'main',
        name: 'Winter weekday',
        validFrom: '2026-11-01',
        validTo: '2027-02-28',
        weekdays: [1, 2, 3, 4, 5],
        limitsKw: Array.from({ length: 48 }, (_, halfHour) => (halfHour >= 32 && halfHour < 38 ? 120 : null)),
      },
    ],
    flexibilityWindows: [],
    tariff: null,
    schedules: [{ vehicleId: 'whitechapel.van07', weekday: 1, departLocal: '06:30', returnLocal: '16:00', energyKwh: 22 }],
    weightings: { socDeficit: 0.5, urgency: 0.5, unknownVehicle: 0.5 },
    options: { mode: 'live', profiledConnection: true, flexibility: false, priorities: true, tariff: false },
  },
});
export type DepotPlans = Message<typeof depotPlans>;
