import type { TopicPartitions } from 'kafkajs';
import type { AnyTopic } from '../any-topic';

/** Some partitions of one topic. */
export interface Part {
  readonly topic: string;
  readonly partitions: number[];
}

/** What a member was dealt at one rebalance, and how far the rebuilding of its tables has come. */
export class Assignment {
  /** `given`: revoked, lost or closed; nothing of it may be handled or committed any more. */
  state: 'rebuilding' | 'whole' | 'given' = 'rebuilding';
  private readonly parts: readonly Part[];
  private readonly missing = new Map<string, bigint>();

  constructor(
    dealt: Record<string, number[]>,
    private readonly tables: ReadonlyMap<string, AnyTopic>,
  ) {
    this.parts = Object.entries(dealt).map(([topic, partitions]) => ({ topic, partitions }));
  }

  all(): readonly Part[] {
    return this.parts;
  }

  ofTables(): readonly Part[] {
    return this.parts.filter(({ topic }) => this.tables.has(topic));
  }

  partitions(): ReadonlySet<number> {
    return new Set(this.parts.flatMap(({ partitions }) => partitions));
  }

  /** This table partition is whole once the record before `end` has been applied. */
  expect(topic: string, partition: number, end: bigint): void {
    this.missing.set(keyOf(topic, partition), end);
  }

  isExpecting(topic: string, partition: number): boolean {
    return this.missing.has(keyOf(topic, partition));
  }

  /** Records up to this offset are in; answers whether the partition is rebuilt with that. */
  applied(topic: string, partition: number, offset: bigint): boolean {
    const end = this.missing.get(keyOf(topic, partition));
    if (end === undefined) return true;
    if (offset + 1n < end) return false;
    this.missing.delete(keyOf(topic, partition));
    return true;
  }

  isRebuilt(): boolean {
    return this.missing.size === 0;
  }

  whatIsMissing(): TopicPartitions[] {
    return this.ofTables()
      .map(({ topic, partitions }) => ({ topic, partitions: partitions.filter((partition) => this.isExpecting(topic, partition)) }))
      .filter(({ partitions }) => partitions.length > 0);
  }
}

function keyOf(topic: string, partition: number): string {
  return `${partition} ${topic}`;
}
