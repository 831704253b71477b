import { z } from 'zod';
import { amps, socketStatus } from '../fields';
import { topic } from '../topic';
import { name, outsideTime } from './outside-fields';

export const outsideSocketMeasures = topic({
  name: 'outside.socket-measures',
  kind: 'feed',
  description: 'What a charge point controller says of one socket; fields that are absent are unchanged.',
  key: 'socket',
  schema: z.object({
    socket: name,
    at: outsideTime,
    status: socketStatus.optional(),
    realPowerW: z.number().min(0).max(1_000_000).optional(),
    currentA: amps.optional(),
    /** As the unit's own meter reads its L1, L2 and L3: the socket's conductors. Its phaseRotation says which supply phase each lies on. */
    phaseCurrentsA: z.tuple([amps, amps, amps]).optional(),
    energyWh: z.number().min(0).max(1e12).optional(),
    offeredA: amps.optional(),
    tag: z.string().trim().max(64).nullable().optional(),
    authorisedAt: outsideTime.optional(),
    /** The unit has just booted or come back: what it was told before may be forgotten. */
    rebooted: z.boolean().optional(),
  }),
  example: { socket: 'whitechapel.evc0010.sk1', at: '2026-11-23T17:00:00Z', status: 'Charging', realPowerW: 7_200, currentA: 31.3 },
});
