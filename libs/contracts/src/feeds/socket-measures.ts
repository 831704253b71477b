import { z } from 'zod';
import { amps, instant, pathId, socketStatus } from '../fields';
import { type Message, topic } from '../topic';
import { fact } from './fact';

export const socketMeasures = topic({
  name: 'feeds.socket-measures',
  kind: 'feed',
  description: 'A charge point controller reported one socket. Absent fields are unchanged; a null tag means that none is presented.',
  key: 'socket',
  schema: z.object({
    ...fact,
    socket: pathId,
    status: socketStatus.optional(),
    realPowerW: z.number().min(0).optional(),
    currentA: amps.optional(),
    /** As the unit's own meter reads its L1, L2 and L3: the socket's conductors. Its phaseRotation says which supply phase each lies on. */
    phaseCurrentsA: z.tuple([amps, amps, amps]).optional(),
    energyWh: z.number().min(0).optional(),
    offeredA: amps.optional(),
    tag: z.string().max(64).nullable().optional(),
    authorisedAt: instant.optional(),
    /** The unit has just booted or come back: what it was told before may be forgotten. */
    rebooted: z.boolean().optional(),
  }),
  example: {
    id: 's-1',
    at: '2026-11-23T17:00:00.000Z',
    receivedAt: '2026-11-23T17:00:00.300Z',
    depot: 'whitechapel',
    socket: 'whitechapel.evc0010.sk1',
    status: 'Charging',
    realPowerW: 7_200,
    currentA: 31.3,
    tag: '04A2B3',
  },
});
export type SocketMeasures = Message<typeof socketMeasures>;
