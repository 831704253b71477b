import { z } from 'zod';
import { amps, depotMode, envelope, instant, pathId, percent, plainId, powerKw, socketStatus } from './fields';
import { type Message, topic } from './topic';

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

export const priorities = topic({
  name: 'state.priorities',
  kind: 'table',
  description: 'Who goes first at a depot, and why: one row for each plugged socket.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    sockets: z.array(
      z.object({
        socket: pathId,
        vehicle: pathId.nullable(),
        /** 0 to 1, 1 first. */
        priority: z.number().min(0).max(1),
        /** Weighted parts whose sum is the priority; a default priority has the one part 'default'. */
        parts: z.record(z.string(), z.number()),
        socPct: percent.nullable(),
        neededKwh: z.number().min(0).nullable(),
        departAt: instant.nullable(),
        maxChargeKw: z.number().nullable(),
        warning: z.enum(['unknown-tag', 'master-tag', 'no-tag', 'unknown-soc', 'tag-on-two-sockets']).nullable(),
      }),
    ),
  }),
  example: {
    id: 'pr-1',
    at: '2026-11-23T17:00:00.000Z',
    depot: 'whitechapel',
    sockets: [
      {
        socket: 'whitechapel.evc0010.sk1',
        vehicle: 'whitechapel.van07',
        priority: 0.62,
        parts: { socDeficit: 0.27, urgency: 0.35 },
        socPct: 47.5,
        neededKwh: 31.5,
        departAt: '2026-11-24T06:30:00.000Z',
        maxChargeKw: 7.2,
        warning: null,
      },
    ],
  },
});

export const capacityPiece = z.object({
  from: instant,
  until: instant,
  kw: z.number().min(0),
  /** The limit that binds: `asc`, `profile:<id>`, `dispatch:<id>`, `tariff:<id>`. */
  boundBy: z.string(),
});
export const capacities = topic({
  name: 'state.capacity',
  kind: 'table',
  description: 'What each connection allows over the next 48 h, piece by piece, and which limit binds.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    connections: z.array(z.object({ id: plainId, pieces: z.array(capacityPiece).min(1) })),
  }),
  example: {
    id: 'c-1',
    at: '2026-11-23T17:00:00.000Z',
    depot: 'whitechapel',
    connections: [
      {
        id: 'main',
        pieces: [
          { from: '2026-11-23T17:00:00.000Z', until: '2026-11-23T19:00:00.000Z', kw: 120, boundBy: 'profile:winter-weekday' },
          { from: '2026-11-23T19:00:00.000Z', until: '2026-11-25T17:00:00.000Z', kw: 209, boundBy: 'asc' },
        ],
      },
    ],
  },
});

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

export const setpointStates = topic({
  name: 'state.setpoints',
  kind: 'table',
  description:
    "control's ledger, one row a socket: what was told, what is known to hold. It is what lets control start again without guessing.",
  key: 'socket',
  schema: z.object({
    ...envelope,
    depot: plainId,
    socket: pathId,
    setpointId: z.string().nullable(),
    /** Last told, A; null: never told. */
    toldA: amps.nullable(),
    /** What counts until the told one is confirmed; null: nothing was ever confirmed, so the full rating counts. */
    confirmedA: amps.nullable(),
    state: z.enum(['unknown', 'sent', 'accepted', 'confirmed', 'failed']),
    issuedAt: instant.nullable(),
    expiresAt: instant.nullable(),
    attempts: z.int().min(0),
    /** The socket's epoch (state.sockets) when it was told. */
    epoch: z.int().min(0),
    reason: z.string().nullable(),
  }),
  example: {
    id: 'st-1',
    at: '2026-11-23T17:00:05.000Z',
    depot: 'whitechapel',
    socket: 'whitechapel.evc0010.sk1',
    setpointId: 'sp-1',
    toldA: 16,
    confirmedA: 32,
    state: 'accepted',
    issuedAt: '2026-11-23T17:00:00.000Z',
    expiresAt: '2026-11-23T17:00:30.000Z',
    attempts: 1,
    epoch: 3,
    reason: 'feeder f1 is full',
  },
});

export type SocketState = Message<typeof socketStates>;
export type VehicleState = Message<typeof vehicleStates>;
export type DepotPriorities = Message<typeof priorities>;
export type DepotCapacity = Message<typeof capacities>;
export type DepotHeadroom = Message<typeof headrooms>;
export type SetpointState = Message<typeof setpointStates>;
