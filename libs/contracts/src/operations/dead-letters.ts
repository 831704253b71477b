import { z } from 'zod';
import { envelope } from '../fields';
import { type Message, topic } from '../topic';

export const deadLetters = topic({
  name: 'dead.letters',
  kind: 'feed',
  description: 'A message that could not be read or that failed on every try: where it came from, why, and its bytes.',
  key: 'originalKey',
  schema: z.object({
    ...envelope,
    topic: z.string(),
    service: z.string(),
    partition: z.int().min(0),
    offset: z.string(),
    originalKey: z.string(),
    reason: z.string(),
    /** The message as it came, base64; empty for a tombstone. */
    bytes: z.string(),
  }),
  example: {
    id: 'dl-1',
    at: '2026-11-23T17:00:00.000Z',
    topic: 'outside.site-load',
    service: 'ingest',
    partition: 3,
    offset: '1042',
    originalKey: 'whitechapel',
    reason: 'powerW: expected number, received string',
    bytes: 'eyJwb3dlclciOiJ4In0=',
  },
});
export type DeadLetter = Message<typeof deadLetters>;
