import type { AnyTopic } from './any-topic';
import { keyOf, type Reading } from './reading';

/** A record as a broker hands it on, not yet read. */
export interface Arrival {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly headers: Record<string, string>;
  /** No content: on a table the row is gone. */
  readonly tombstone: boolean;
  read(topic: AnyTopic): Reading;
  /** As it came; null for a tombstone. */
  bytes(): Buffer | null;
}

/**
 * What a service makes of an arrival: the message, null for a tombstone, or why it cannot be taken.
 * Tables and orders are kept and answered by key, so a record whose key is not its message's own is refused; outsiders' feeds may use any key.
 */
export function takenAs(topic: AnyTopic, arrival: Arrival): { message: object | null } | { reason: string } {
  if (arrival.tombstone) return topic.kind === 'table' ? { message: null } : { reason: `a ${topic.kind} has no tombstones` };
  const reading = arrival.read(topic);
  if (reading.message === undefined) return { reason: reading.reason };
  if (topic.kind === 'feed' || keyOf(topic, reading.message) === arrival.key) return reading;
  return { reason: `its key is ${JSON.stringify(arrival.key)} but its ${topic.key} is ${JSON.stringify(keyOf(topic, reading.message))}` };
}
