import { z } from 'zod';
import { amps, envelope, instant, pathId, plainId, socketStatus } from '../fields';
import { type Message, topic } from '../topic';

export const socketStates = topic({
  name: 'state.sockets',
  kind: 'table',
  description: 'The latest truth of one socket. null is "not known", never zero.',
  key: 'socket',
  schema: z.object({
    ...envelope,
    depot: plainId,
    socket: pathId,
    status: socketStatus.nullable(),
    /** A vehicle is plugged in (OCPP: anything but Available, Reserved, Unavailable, Faulted). */
    plugged: z.boolean(),
    realPowerW: z.number().nullable(),
    /** Highest phase current. */
    currentA: amps.nullable(),
    /** On the socket's conductors; phaseRotation says which supply phase each lies on. */
    phaseCurrentsA: z.tuple([amps, amps, amps]).nullable(),
    energyWh: z.number().nullable(),
    offeredA: amps.nullable(),
    tag: z.string().nullable(),
    tagKind: z.enum(['vehicle', 'master', 'unknown', 'none']),
    vehicle: pathId.nullable(),
    /** Since when the present vehicle is plugged in and what the meter read then. */
    pluggedAt: instant.nullable(),
    energyAtPlugWh: z.number().nullable(),
    /** Counts plug-ins, boots and reconnects: a setpoint told before the last one must be told again. */
    epoch: z.int().min(0),
    lastHeardAt: instant.nullable(),
    /** Nothing heard for longer than a charging socket may be silent: worst case applies. */
    lost: z.boolean(),
  }),
  example: {
    id: 's-1',
    at: '2026-11-23T17:00:00.000Z',
    depot: 'whitechapel',
    socket: 'whitechapel.evc0010.sk1',
    status: 'Charging',
    plugged: true,
    realPowerW: 7_200,
    currentA: 31.3,
    phaseCurrentsA: null,
    energyWh: 1_204_000,
    offeredA: 32,
    tag: '04A2B3',
    tagKind: 'vehicle',
    vehicle: 'whitechapel.van07',
    pluggedAt: '2026-11-23T16:10:00.000Z',
    energyAtPlugWh: 1_198_500,
    epoch: 3,
    lastHeardAt: '2026-11-23T17:00:00.300Z',
    lost: false,
  },
});
export type SocketState = Message<typeof socketStates>;
