import { z } from 'zod';
import { topic } from '../topic';
import { name, outsideTime } from './outside-fields';

export const outsideSetpointResponses = topic({
  name: 'outside.setpoint-responses',
  kind: 'feed',
  description: 'A controller answers a setpoint: 0 accepted, 1 rejected, 2 unreachable, 3 not supported, 4 expired.',
  key: 'socket',
  schema: z.object({ setpointId: name, socket: name, resultCode: z.int().min(0).max(4), at: outsideTime }),
  example: { setpointId: 'sp-1', socket: 'whitechapel.evc0010.sk1', resultCode: 0, at: '2026-11-23T17:00:01Z' },
});
