import { z } from 'zod';
import { amps, depotMode, envelope, pathId, plainId } from '../fields';
import { type Message, topic } from '../topic';
import { allocationProblem } from './allocation-problem';

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
export type DepotAllocation = Message<typeof allocations>;
