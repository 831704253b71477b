import { randomUUID } from 'node:crypto';
import { type Message, pathId, plainId, topic } from '@headroom/contracts';
import { z } from 'zod';

/** Topics of one test alone, so that tests on one Kafka do not hear each other. */
export function freshTopics() {
  const unique = randomUUID().slice(0, 8);
  const readings = topic({
    name: `test.readings-${unique}`,
    kind: 'feed',
    description: 'a meter reading',
    key: 'meter',
    schema: z.object({ depot: plainId, meter: pathId, count: z.int().min(0) }),
    example: { depot: 'whitechapel', meter: 'whitechapel.main', count: 0 },
  });
  const switchings = topic({
    name: `test.switchings-${unique}`,
    kind: 'order',
    description: 'switch a socket',
    key: 'socket',
    schema: z.object({ depot: plainId, socket: pathId, amps: z.number().min(0) }),
    example: { depot: 'whitechapel', socket: 'whitechapel.evc1.sk1', amps: 0 },
  });
  const sockets = topic({
    name: `test.sockets-${unique}`,
    kind: 'table',
    description: 'a socket',
    key: 'socket',
    schema: z.object({ depot: plainId, socket: pathId, amps: z.number().min(0) }),
    example: { depot: 'whitechapel', socket: 'whitechapel.evc1.sk1', amps: 0 },
  });
  return { readings, switchings, sockets, service: `test-${unique}` };
}

export type FreshTopics = ReturnType<typeof freshTopics>;

export function reading(depot: string, count: number): Message<FreshTopics['readings']> {
  return { depot, meter: `${depot}.main`, count };
}

export function socket(depot: string, amps: number, place = 1): Message<FreshTopics['sockets']> {
  return { depot, socket: `${depot}.evc${place}.sk1`, amps };
}

export const depots = Array.from({ length: 20 }, (_, place) => `depot${place}`);
