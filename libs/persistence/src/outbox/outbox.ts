import type { Topic } from '@headroom/contracts';
import type { EntityManager } from 'typeorm';

/** Something to tell once the change it belongs to is agreed; message null says that the table's row is gone. */
export interface OutboxEntry {
  readonly topic: string;
  readonly key: string;
  readonly message: object | null;
}

/**
 * Writes a message in the transaction of the change it tells of: both hold or neither.
 * Writers of one depot must hold a lock on it, or a later change could be numbered before an earlier one.
 * @throws where the message does not fit its topic; better here, where the change is refused, than when it is told.
 */
export async function addToOutbox<T extends object>(manager: EntityManager, topic: Topic<T>, message: T): Promise<void> {
  const parsed = topic.schema.parse(message);
  await insert(manager, { topic: topic.name, key: String(parsed[topic.key as keyof T]), message: parsed });
}

/** The same for a row that is gone. */
export function addTombstoneToOutbox<T extends object>(manager: EntityManager, topic: Topic<T>, key: string): Promise<void> {
  return insert(manager, { topic: topic.name, key, message: null });
}

async function insert(manager: EntityManager, { topic, key, message }: OutboxEntry): Promise<void> {
  await manager.query('INSERT INTO outbox (depot, topic, key, message) VALUES ($1, $2, $3, $4)', [
    key.split('.', 1)[0],
    topic,
    key,
    message === null ? null : JSON.stringify(message),
  ]);
}
