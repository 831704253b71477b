import { z } from 'zod';
import { envelope, pathId, plainId } from '../fields';
import { type Message, topic } from '../topic';

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
export type SetpointResponse = Message<typeof responses>;
