import { setTimeout as pause } from 'node:timers/promises';
import { deadLetters, topics as declaredTopics } from '@headroom/contracts';
import type { Admin, ITopicConfig, Kafka } from 'kafkajs';
import type { AnyTopic } from '../any-topic';

const dayMs = 24 * 3600 * 1000;
const servedWithinMs = 30_000;

/** How many partitions and copies topics get that this process creates. */
export interface TopicShape {
  readonly partitions: number;
  readonly replication: number;
}

/** Sees to it that topics exist, kept as their kind says. Topics that are there already are left as they are. */
export class TopicsThere {
  private readonly known = new Map<string, Promise<number>>();
  private connected: Promise<Admin> | null = null;

  constructor(
    private readonly kafka: Kafka,
    private readonly shape: TopicShape,
  ) {}

  has(topic: string): boolean {
    return this.known.has(topic);
  }

  /** Resolves to the number of partitions of each. */
  async ensure(topics: readonly AnyTopic[]): Promise<number[]> {
    const fresh = topics.filter((topic) => !this.known.has(topic.name));
    if (fresh.length > 0) {
      const counts = this.created(fresh);
      for (const topic of fresh) {
        const count = counts.then((all) => all.get(topic.name) ?? this.shape.partitions);
        count.catch(() => this.known.delete(topic.name));
        this.known.set(topic.name, count);
      }
    }
    return Promise.all(topics.map((topic) => this.known.get(topic.name) ?? this.shape.partitions));
  }

  /** A topic known by its name alone is kept as contracts declares it, or as a feed. */
  async ensureNamed(name: string): Promise<void> {
    const declared = declaredTopics.find((topic) => topic.name === name);
    await this.ensure([(declared ?? { name, kind: 'feed' }) as AnyTopic]);
  }

  /** Where each partition of a topic ends: the offset that the next record will have. */
  async endsOf(topic: string): Promise<Map<number, bigint>> {
    const offsets = await this.asked((admin) => admin.fetchTopicOffsets(topic));
    return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
  }

  async deleteGroup(groupId: string): Promise<void> {
    await this.asked((admin) => admin.deleteGroups([groupId]));
  }

  async close(): Promise<void> {
    const admin = await this.connected?.catch(() => null);
    await admin?.disconnect();
  }

  private async created(topics: readonly AnyTopic[]): Promise<Map<string, number>> {
    const metadata = await this.asked(async (admin) => {
      const there = new Set(await admin.listTopics());
      const missing = topics.filter((topic) => !there.has(topic.name));
      if (missing.length > 0) await admin.createTopics({ waitForLeaders: false, topics: missing.map((topic) => this.configOf(topic)) });
      for (const { name } of missing) await served(admin, name);
      return (await admin.fetchTopicMetadata({ topics: topics.map((topic) => topic.name) })).topics;
    });
    return new Map(metadata.map(({ name, partitions }) => [name, partitions.length]));
  }

  private configOf(topic: AnyTopic): ITopicConfig {
    return {
      topic: topic.name,
      numPartitions: this.shape.partitions,
      replicationFactor: this.shape.replication,
      configEntries: Object.entries(keptAs(topic)).map(([name, value]) => ({ name, value })),
    };
  }

  /** A connection that failed is not used again: kafkajs does not always notice that its broker is another now. */
  private async asked<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    this.connected ??= this.hungOn();
    const asked = this.connected;
    const admin = await asked;
    try {
      return await question(admin);
    } catch (error) {
      if (this.connected === asked) this.connected = null;
      admin.disconnect().catch(() => undefined);
      throw error;
    }
  }

  private async hungOn(): Promise<Admin> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      return admin;
    } catch (error) {
      this.connected = null;
      throw error;
    }
  }
}

/**
 * A new partition has a leader on paper before its broker serves it. Telling in between fails for some partitions only, and kafkajs then
 * repeats the whole request, so that every other partition has its messages twice. Asking for offsets fails until the last one is served.
 */
async function served(admin: Admin, topic: string): Promise<void> {
  for (const giveUpAt = Date.now() + servedWithinMs; ; await pause(50)) {
    try {
      await admin.fetchTopicOffsets(topic);
      return;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
    }
  }
}

function keptAs(topic: AnyTopic): Record<string, string> {
  if (topic.kind === 'table') return { 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '0.2', 'segment.ms': String(dayMs) };
  // A dead letter carries another message's bytes in base64, so it has to be allowed a third more, and its words.
  if (topic.name === deadLetters.name)
    return { 'cleanup.policy': 'delete', 'retention.ms': String(30 * dayMs), 'max.message.bytes': String(2 * 1024 * 1024) };
  return { 'cleanup.policy': 'delete', 'retention.ms': String((topic.kind === 'order' ? 1 : 7) * dayMs) };
}
