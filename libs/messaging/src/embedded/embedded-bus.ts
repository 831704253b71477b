import type { Topic } from '@headroom/contracts';
import type { AnyTopic } from '../any-topic';
import { Bus } from '../bus';
import { checkedAll } from '../checked';
import { keyOf } from '../reading';
import type { EmbeddedLog } from './embedded-log';

/** Tells into the log of this process. */
export class EmbeddedBus extends Bus {
  constructor(private readonly log: EmbeddedLog) {
    super();
  }

  async tell<T extends object>(topic: Topic<T>, ...messages: T[]): Promise<void> {
    this.log.know(topic);
    for (const message of checkedAll(topic, messages))
      this.log.append(topic.name, keyOf(topic, message), { as: 'message', topic, message });
    await this.log.breath.taken();
  }

  async forget(topic: AnyTopic, key: string): Promise<void> {
    this.log.know(topic);
    this.log.append(topic.name, key, { as: 'tombstone' });
    await this.log.breath.taken();
  }

  async tellRaw(topicName: string, key: string | null, bytes: Buffer | null): Promise<void> {
    this.log.append(topicName, key, bytes === null ? { as: 'tombstone' } : { as: 'bytes', bytes });
    await this.log.breath.taken();
  }
}
