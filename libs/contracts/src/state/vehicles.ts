import { z } from 'zod';
import { envelope, instant, pathId, percent, plainId } from '../fields';
import { type Message, topic } from '../topic';

export const vehicleStates = topic({
  name: 'state.vehicles',
  kind: 'table',
  description: 'The latest truth of one van: state of charge carried forward by metered energy, what it still needs and by when.',
  key: 'vehicle',
  schema: z.object({
    ...envelope,
    depot: plainId,
    vehicle: pathId,
    /** null: not known, which is not 0 %. */
    socPct: percent.nullable(),
    /** What telematics last said, when, and what the socket's meter read then. */
    reading: z.object({ socPct: percent, at: instant, energyWh: z.number().nullable() }).nullable(),
    socket: pathId.nullable(),
    targetSocPct: percent,
    /** kWh still needed for the next departure; null where the state of charge is not known. */
    neededKwh: z.number().min(0).nullable(),
    /** The next departure within two working days. */
    departAt: instant.nullable(),
    telematicsSilent: z.boolean(),
  }),
  example: {
    id: 'v-1',
    at: '2026-11-23T17:00:00.000Z',
    depot: 'whitechapel',
    vehicle: 'whitechapel.van07',
    socPct: 47.5,
    reading: { socPct: 43, at: '2026-11-23T16:40:00.000Z', energyWh: 1_201_300 },
    socket: 'whitechapel.evc0010.sk1',
    targetSocPct: 100,
    neededKwh: 31.5,
    departAt: '2026-11-24T06:30:00.000Z',
    telematicsSilent: false,
  },
});
export type VehicleState = Message<typeof vehicleStates>;
