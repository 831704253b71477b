import type { KafkaMessage } from 'kafkajs';
import type { AnyTopic } from '../any-topic';
import type { Arrival } from '../arrival';
import { type Reading, readBytes } from '../reading';

/** A record as kafkajs hands it over. */
export class KafkaArrival implements Arrival {
  readonly key: string;
  private lastReading: { topic: AnyTopic; reading: Reading } | null = null;

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly record: KafkaMessage,
  ) {
    this.key = record.key?.toString() ?? '';
  }

  get offset(): string {
    return this.record.offset;
  }

  get headers(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.record.headers ?? {}).map(([name, value]) => [name, String(value)]));
  }

  get tombstone(): boolean {
    return this.record.value === null;
  }

  read(topic: AnyTopic): Reading {
    if (this.lastReading?.topic === topic) return this.lastReading.reading;
    const reading = readBytes(topic, this.record.value ?? Buffer.alloc(0));
    this.lastReading = { topic, reading };
    return reading;
  }

  bytes(): Buffer | null {
    return this.record.value;
  }
}
