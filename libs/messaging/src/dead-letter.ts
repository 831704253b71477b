import { deadLetters, type Message } from '@headroom/contracts';
import type { Arrival } from './arrival';

/** Bytes beyond this are cut off: a dead letter has to fit into a message itself. */
const mostBytes = 1_048_576;

/** The letter for a message that a service could not read or handle. Its id is made of where it came from, so that a repeat is seen as one. */
export function deadLetterOf(arrival: Arrival, service: string, reason: string, nowMs: number): Message<typeof deadLetters> {
  const bytes = arrival.bytes() ?? Buffer.alloc(0);
  return {
    id: `dl-${service}-${arrival.topic}-${arrival.partition}-${arrival.offset}`.slice(0, 128),
    at: new Date(nowMs).toISOString(),
    topic: arrival.topic,
    service,
    partition: arrival.partition,
    offset: arrival.offset,
    originalKey: arrival.key,
    reason: bytes.length > mostBytes ? `${reason} (first ${mostBytes} of ${bytes.length} bytes kept)` : reason,
    bytes: bytes.subarray(0, mostBytes).toString('base64'),
  };
}
