import { z } from 'zod';
import { amps, percent, powerW, socketStatus } from './fields';
import { topic } from './topic';

const outsideTime = z.iso.datetime({ offset: true, local: true, error: 'an ISO 8601 time such as 2026-11-23T17:00:00Z' });
const name = z.string().trim().min(1).max(200);

/** Rows as outsiders send them, over HTTP or Kafka; ingest checks them, finds the depot and repeats them on feeds.*. */
export const outsideSiteLoad = topic({
  name: 'outside.site-load',
  kind: 'feed',
  description: 'What a site meter read, as its owner sends it. powerW is negative when the site exports.',
  key: 'depot',
  schema: z.object({ depot: name, meter: name, at: outsideTime, powerW }),
  example: { depot: 'whitechapel', meter: 'main', at: '2026-11-23T17:00:00Z', powerW: 41_250 },
});

export const outsideTelematics = topic({
  name: 'outside.telematics',
  kind: 'feed',
  description: 'What a van reported of its battery. The vehicle is its path, its id or its registration.',
  key: 'vehicle',
  schema: z.object({ vehicle: name, at: outsideTime, socPct: percent, odometerKm: z.number().min(0).max(10_000_000).optional() }),
  example: { vehicle: 'whitechapel.van07', at: '2026-11-23T17:00:00Z', socPct: 43 },
});

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
    phaseCurrentsA: z.tuple([amps, amps, amps]).optional(),
    energyWh: z.number().min(0).max(1e12).optional(),
    offeredA: amps.optional(),
    tag: z.string().trim().max(64).nullable().optional(),
    authorisedAt: outsideTime.optional(),
  }),
  example: { socket: 'whitechapel.evc0010.sk1', at: '2026-11-23T17:00:00Z', status: 'Charging', realPowerW: 7_200, currentA: 31.3 },
});

export const outsideSetpointResponses = topic({
  name: 'outside.setpoint-responses',
  kind: 'feed',
  description: 'A controller answers a setpoint: 0 accepted, 1 rejected, 2 unreachable, 3 not supported, 4 expired.',
  key: 'socket',
  schema: z.object({ setpointId: name, socket: name, resultCode: z.int().min(0).max(4), at: outsideTime }),
  example: { setpointId: 'sp-1', socket: 'whitechapel.evc0010.sk1', resultCode: 0, at: '2026-11-23T17:00:01Z' },
});
