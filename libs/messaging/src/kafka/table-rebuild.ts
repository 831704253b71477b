import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { Listening } from '../listening';
import type { Assignment } from './assignment';
import { KafkaArrival } from './kafka-arrival';
import type { TopicsThere } from './topics-there';

const logger = new Logger('messaging');

/** Reads the tables of an assignment from their beginning to where they end now, before anything else is read. */
export class TableRebuild {
  /** Where an everywhere table is read on after a rebalance: nobody else can have had its partitions meanwhile. */
  private readonly readTo = new Map<string, bigint>();

  constructor(
    private readonly listening: Listening,
    private readonly topics: TopicsThere,
    private readonly whole: (assignment: Assignment) => Promise<void>,
  ) {}

  /** Everything that was dealt must be paused already. */
  async begin(consumer: Consumer, assignment: Assignment): Promise<void> {
    if (this.listening.reach === 'shared') this.listening.rows.clear(this.listening.tables.keys(), assignment.partitions());
    while (assignment.state === 'rebuilding') {
      try {
        await this.seek(consumer, assignment);
        break;
      } catch (error) {
        logger.warn(`${this.listening.rules.service} cannot see yet where its tables end: ${(error as Error).message}`);
        await pause(500);
      }
    }
    if (assignment.state !== 'rebuilding') return;
    if (assignment.isRebuilt()) await this.whole(assignment);
    else consumer.resume(assignment.whatIsMissing());
  }

  /** Takes a batch of a table over, up to where the table ended; the rest is fetched again when all tables are whole. */
  restore({ batch, resolveOffset, pause: pausePartition }: EachBatchPayload, assignment: Assignment): void {
    const table = this.listening.tables.get(batch.topic);
    if (!table || !assignment.isExpecting(batch.topic, batch.partition)) return;
    for (const record of batch.messages) {
      this.listening.rows.restore(table, new KafkaArrival(batch.topic, batch.partition, record));
      resolveOffset(record.offset);
      this.remember(batch.topic, batch.partition, record.offset);
      if (!assignment.applied(batch.topic, batch.partition, BigInt(record.offset))) continue;
      pausePartition();
      break;
    }
    // Not awaited: kafkajs sends its heartbeats between batches, and deciding anew may take longer than a session lasts.
    if (assignment.isRebuilt()) void this.whole(assignment);
  }

  remember(topic: string, partition: number, offset: string): void {
    if (this.listening.reach === 'everywhere') this.readTo.set(`${partition} ${topic}`, BigInt(offset) + 1n);
  }

  private async seek(consumer: Consumer, assignment: Assignment): Promise<void> {
    const ends = new Map(
      await Promise.all(assignment.ofTables().map(async ({ topic }) => [topic, await this.topics.endsOf(topic)] as const)),
    );
    if (assignment.state !== 'rebuilding') return;
    for (const { topic, partitions } of assignment.ofTables()) {
      for (const partition of partitions) {
        const from = this.readTo.get(`${partition} ${topic}`) ?? 0n;
        const end = ends.get(topic)?.get(partition) ?? 0n;
        consumer.seek({ topic, partition, offset: String(from) });
        if (from < end) assignment.expect(topic, partition, end);
      }
    }
  }
}
