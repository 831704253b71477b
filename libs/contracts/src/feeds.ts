import { z } from 'zod';
import { amps, envelope, instant, pathId, percent, plainId, powerW, socketStatus } from './fields';
import { type Message, topic } from './topic';

/** Facts from outside, checked and given their depot. `at` is the sender's time, `receivedAt` ours: clocks drift, so both are kept. */
const fact = { ...envelope, depot: plainId, receivedAt: instant };

export const siteLoad = topic({
  name: 'feeds.site-load',
  kind: 'feed',
  description: 'A site meter reading; `meter` is the connection it measures.',
  key: 'meterPath',
  schema: z.object({ ...fact, meterPath: pathId, meter: plainId, powerW }),
  example: {
    id: 'm-1',
    at: '2026-11-23T17:00:00.000Z',
    receivedAt: '2026-11-23T17:00:00.412Z',
    depot: 'whitechapel',
    meterPath: 'whitechapel.main',
    meter: 'main',
    powerW: 41_250,
  },
});

export const telematics = topic({
  name: 'feeds.telematics',
  kind: 'feed',
  description: 'A van reported its state of charge.',
  key: 'vehicle',
  schema: z.object({ ...fact, vehicle: pathId, socPct: percent, odometerKm: z.number().min(0).optional() }),
  example: {
    id: 't-1',
    at: '2026-11-23T17:00:00.000Z',
    receivedAt: '2026-11-23T17:00:02.000Z',
    depot: 'whitechapel',
    vehicle: 'whitechapel.van07',
    socPct: 43,
  },
});

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

export type SiteLoad = Message<typeof siteLoad>;
export type Telematics = Message<typeof telematics>;
export type SocketMeasures = Message<typeof socketMeasures>;
