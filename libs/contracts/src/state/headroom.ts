import { z } from 'zod';
import { depotMode, envelope, instant, plainId, powerKw } from '../fields';
import { type Message, topic } from '../topic';

const connectionHeadroom = z.object({
  id: plainId,
  capacityKw: z.number().min(0),
  boundBy: z.string(),
  bufferKw: z.number().min(0),
  /** What the meter last read, kW; for an incomer meter this includes the EVs. null: never heard. */
  buildingLoadKw: powerKw.nullable(),
  /** When the meter read it. */
  meterAt: instant.nullable(),
  evLoadKw: powerKw,
  /** EV load at the moment of that meter reading. */
  evLoadAtMeterKw: powerKw,
  meterStale: z.boolean(),
  /** capacity - building load + EV load - buffer, at least 0 (the trial's formula; no EV term for a building meter). */
  headroomKw: z.number().min(0),
  /**
   * What may be granted: as headroomKw, but with the EV load of the moment when the meter was read, so that an EV
   * that has ramped up since is not counted as room (ADR 0006); worst case while the meter is silent.
   */
  grantableKw: z.number().min(0),
});

export const headrooms = topic({
  name: 'state.headroom',
  kind: 'table',
  description: 'What is left for charging now.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    mode: depotMode,
    headroomKw: z.number().min(0),
    capacityKw: z.number().min(0),
    boundBy: z.string(),
    buildingLoadKw: powerKw.nullable(),
    evLoadKw: powerKw,
    bufferKw: z.number().min(0),
    /** Sources too old to be believed: `meter:<id>`, `socket:<id>`. */
    stale: z.array(z.string()),
    connections: z.array(connectionHeadroom),
  }),
  example: {
    id: 'h-1',
    at: '2026-11-23T17:00:00.000Z',
    depot: 'whitechapel',
    mode: 'live',
    headroomKw: 94,
    capacityKw: 120,
    boundBy: 'profile:winter-weekday',
    buildingLoadKw: 41.25,
    evLoadKw: 20.7,
    bufferKw: 5,
    stale: [],
    connections: [
      {
        id: 'main',
        capacityKw: 120,
        boundBy: 'profile:winter-weekday',
        bufferKw: 5,
        buildingLoadKw: 41.25,
        meterAt: '2026-11-23T17:00:00.000Z',
        evLoadKw: 20.7,
        evLoadAtMeterKw: 20.25,
        meterStale: false,
        headroomKw: 94.45,
        grantableKw: 94,
      },
    ],
  },
});
export type DepotHeadroom = Message<typeof headrooms>;
