import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Topic } from '@headroom/contracts';
import { Logger } from '@nestjs/common';
import { type Kafka, KafkaJSProtocolError, type Message, Partitioners, type Producer, type TopicMessages } from 'kafkajs';
import type { AnyTopic } from '../any-topic';
import { Bus } from '../bus';
import { checkedAll } from '../checked';
import { partitionOf } from '../partition-of';
import { keyOf, reasonOf } from '../reading';
import type { TopicsThere } from './topics-there';

/** A broker refuses a batch of more than 1 MiB (message.max.bytes); this leaves room for keys and envelopes. */
const mostBytesAtOnce = 900_000;
/** What cannot be sent in this time is given up, and whoever told it hears so: a broker restarts in less. */
const sendForMs = 45_000;

const logger = new Logger('messaging');

/** What one call tells; it is done when all its records are acknowledged. */
interface Parcel {
  outstanding: number;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

interface Waiting {
  readonly topic: string;
  readonly record: Message;
  readonly bytes: number;
  readonly parcel: Parcel;
}

/**
 * Tells on Kafka. Everything told while a request is under way goes into the next one, and there is one request at a time: so a burst costs few
 * requests, and a request that has to be repeated cannot be overtaken by a later one.
 */
export class KafkaBus extends Bus {
  private readonly waiting: Waiting[] = [];
  private sending = false;
  private closing = false;
  private connected: Promise<Producer> | null = null;

  constructor(
    private readonly kafka: Kafka,
    private readonly topics: TopicsThere,
  ) {
    super();
  }

  async tell<T extends object>(topic: Topic<T>, ...messages: T[]): Promise<void> {
    const records = checkedAll(topic, messages).map((message) => ({ key: keyOf(topic, message), value: JSON.stringify(message) }));
    if (!this.topics.has(topic.name)) await this.topics.ensure([topic]);
    await this.sent(topic.name, records);
  }

  async forget(topic: AnyTopic, key: string): Promise<void> {
    if (!this.topics.has(topic.name)) await this.topics.ensure([topic]);
    await this.sent(topic.name, [{ key, value: null }]);
  }

  async tellRaw(topicName: string, key: string | null, bytes: Buffer | null): Promise<void> {
    if (!this.topics.has(topicName)) await this.topics.ensureNamed(topicName);
    await this.sent(topicName, [{ key, value: bytes }]);
  }

  /** Waits for what is on its way, at most so long. */
  async close(graceMs: number): Promise<void> {
    for (const giveUpAt = Date.now() + graceMs; this.sending && Date.now() < giveUpAt; )
      await new Promise((again) => setTimeout(again, 10));
    this.closing = true;
    await this.hangUp();
  }

  private async hangUp(): Promise<void> {
    const producer = await this.connected?.catch(() => null);
    this.connected = null;
    await producer?.disconnect().catch(() => undefined);
  }

  private sent(topic: string, records: readonly Message[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    return new Promise((done, failed) => {
      const parcel: Parcel = { outstanding: records.length, done, failed };
      for (const record of records) this.waiting.push({ topic, record, bytes: sizeOf(record), parcel });
      if (!this.sending) void this.sendAll();
    });
  }

  private async sendAll(): Promise<void> {
    this.sending = true;
    await nextTurn(); // so that all that is told in this tick goes together
    while (this.waiting.length > 0) {
      const load = this.nextLoad();
      try {
        await this.sendLoad(byTopic(load));
        for (const { parcel } of load) if (--parcel.outstanding === 0) parcel.done();
      } catch (error) {
        for (const { parcel } of load) parcel.failed(error);
      }
    }
    this.sending = false;
  }

  /** kafkajs gives up at once where a broker refuses the connection, which is what a broker that restarts does. */
  private async sendLoad(topicMessages: TopicMessages[]): Promise<void> {
    const giveUpAt = Date.now() + sendForMs;
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 2_000)) {
      try {
        await (await this.producer()).sendBatch({ acks: -1, topicMessages });
        return;
      } catch (error) {
        if (isRefusal(error) || Date.now() + waitMs > giveUpAt || this.closing) throw error;
        logger.warn(`tells again in ${waitMs} ms: ${reasonOf(error)}`);
        await this.hangUp();
        await pause(waitMs);
      }
    }
  }

  private nextLoad(): Waiting[] {
    let bytes = 0;
    let count = 0;
    while (count < this.waiting.length) {
      bytes += this.waiting[count]?.bytes ?? 0;
      if (count > 0 && bytes > mostBytesAtOnce) break;
      count++;
    }
    return this.waiting.splice(0, count);
  }

  private producer(): Promise<Producer> {
    this.connected ??= this.hungOn();
    return this.connected;
  }

  private async hungOn(): Promise<Producer> {
    const producer = this.kafka.producer({ createPartitioner: () => byFirstSegment, allowAutoTopicCreation: false });
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      this.connected = null;
      throw error;
    }
  }
}

function byFirstSegment({ partitionMetadata, message }: Parameters<ReturnType<typeof Partitioners.DefaultPartitioner>>[0]): number {
  return partitionOf(message.key?.toString() ?? null, partitionMetadata.length);
}

function byTopic(load: readonly Waiting[]): TopicMessages[] {
  const messages = new Map<string, Message[]>();
  for (const { topic, record } of load) {
    const soFar = messages.get(topic);
    if (soFar) soFar.push(record);
    else messages.set(topic, [record]);
  }
  return [...messages].map(([topic, records]) => ({ topic, messages: records }));
}

function sizeOf(record: Message): number {
  return Buffer.byteLength(record.value ?? '') + (record.key?.length ?? 0) + 64;
}

/** The broker has understood and says no, as to a message that is too large: asking again will not help. */
function isRefusal(error: unknown): boolean {
  if (error instanceof KafkaJSProtocolError) return !error.retriable;
  return error instanceof Error && error.cause !== undefined && isRefusal(error.cause);
}
