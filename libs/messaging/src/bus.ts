import type { Topic } from '@headroom/contracts';
import type { AnyTopic } from './any-topic';

/** Tells messages to whoever listens. Injectable; the same on Kafka and embedded. */
export abstract class Bus {
  /**
   * Tells messages, in this order. Resolves when the broker has them.
   * Each is parsed with the topic's schema on the way out: if one is wrong, none is told and the promise rejects with its reason.
   * Rejects too where the broker cannot be reached within the bounded retries.
   */
  abstract tell<T extends object>(topic: Topic<T>, ...messages: T[]): Promise<void>;
  /** Says that a table's row is gone (a tombstone). */
  abstract forget(topic: AnyTopic, key: string): Promise<void>;
  /** Tells bytes as an outsider would: nothing is checked. A null key shares one partition; null bytes are a tombstone. */
  abstract tellRaw(topicName: string, key: string | null, bytes: Buffer | null): Promise<void>;
}
