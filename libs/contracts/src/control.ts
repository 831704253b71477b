import { z } from 'zod';
import { amps, depotMode, envelope, instant, pathId, plainId } from './fields';
import { type Message, topic } from './topic';

const phaseLimits = z.tuple([amps.max(100_000), amps.max(100_000), amps.max(100_000)]);
/** The allocator's whole input, as libs/domain/allocation defines it; what makes a decision replayable. */
export const allocationProblem = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      parent: z.string().nullable(),
      limitKw: z.number().min(0).nullable(),
      limitA: phaseLimits.nullable(),
      boundBy: z.string(),
    }),
  ),
  sockets: z.array(
    z.object({
      id: pathId,
      node: z.string(),
      phases: z
        .array(z.union([z.literal(0), z.literal(1), z.literal(2)]))
        .min(1)
        .max(3),
      minA: amps,
      maxA: amps,
      wantA: amps,
      priority: z.number(),
      currentA: amps,
      reservedA: amps.nullable(),
      canPause: z.boolean(),
    }),
  ),
});
export const allocations = topic({
  name: 'control.allocations',
  kind: 'feed',
  description: 'A decision: its inputs, the amps of each socket and the reason. The same inputs give the same amps again.',
  key: 'depot',
  schema: z.object({
    ...envelope,
    depot: plainId,
    mode: depotMode,
    allocator: z.string(),
    problem: allocationProblem,
    sockets: z.array(z.object({ socket: pathId, amps, boundBy: z.string(), reason: z.string() })),
  }),
  example: {
    id: 'a-1',
    at: '2026-11-23T17:00:00.000Z',
    depot: 'whitechapel',
    mode: 'live',
    allocator: 'slices',
    causedBy: 'h-1',
    problem: {
      nodes: [
        { id: 'main', parent: null, limitKw: 94, limitA: null, boundBy: 'profile:winter-weekday' },
        { id: 'f1', parent: 'main', limitKw: null, limitA: [200, 200, 200], boundBy: 'feeder:f1' },
      ],
      sockets: [
        {
          id: 'whitechapel.evc0010.sk1',
          node: 'f1',
          phases: [0],
          minA: 6,
          maxA: 32,
          wantA: 32,
          priority: 0.62,
          currentA: 16,
          reservedA: null,
          canPause: true,
        },
      ],
    },
    sockets: [{ socket: 'whitechapel.evc0010.sk1', amps: 32, boundBy: 'socket', reason: 'charging at its full rate' }],
  },
});

export const setpoints = topic({
  name: 'control.setpoints',
  kind: 'order',
  description:
    'The current limit that one socket must obey: 0 (pause) or 6 A to its maximum. Ignore it after expiresAt; in mode test answer, but do not enact.',
  key: 'socket',
  schema: z.object({
    ...envelope,
    socket: pathId,
    amps: z.int().min(0).max(80),
    mode: z.enum(['test', 'live']),
    issuedAt: instant,
    expiresAt: instant,
  }),
  example: {
    id: 'sp-1',
    at: '2026-11-23T17:00:00.000Z',
    causedBy: 'a-1',
    socket: 'whitechapel.evc0010.sk1',
    amps: 16,
    mode: 'live',
    issuedAt: '2026-11-23T17:00:00.000Z',
    expiresAt: '2026-11-23T17:00:30.000Z',
  },
});

export const responses = topic({
  name: 'control.responses',
  kind: 'order',
  description:
    'A controller answered a setpoint: 0 accepted, 1 rejected, 2 unreachable, 3 not supported, 4 expired. Accepted is not applied.',
  key: 'socket',
  schema: z.object({ ...envelope, depot: plainId, setpointId: z.string(), socket: pathId, resultCode: z.int().min(0).max(4) }),
  example: {
    id: 'r-1',
    at: '2026-11-23T17:00:01.000Z',
    depot: 'whitechapel',
    causedBy: 'sp-1',
    setpointId: 'sp-1',
    socket: 'whitechapel.evc0010.sk1',
    resultCode: 0,
  },
});

export type DepotAllocation = Message<typeof allocations>;
export type Setpoint = Message<typeof setpoints>;
export type SetpointResponse = Message<typeof responses>;
