import { topics } from '@headroom/contracts';
import type { AnyTopic } from '../any-topic';
import { Breath } from '../breath';
import { partitionOf } from '../partition-of';
import { Activity } from './activity';
import { EmbeddedGroup } from './embedded-group';
import { type Content, ToldRecord } from './told-record';

/** Trimming moves the rest of an array; fewer than this are not worth it. More would grow old here, and cost the garbage collector twice. */
const worthTrimming = 32;

/** All records of one partition number, of every topic, in the order in which they were told. */
interface Lane {
  records: ToldRecord[];
  /** The index of the first record kept. */
  first: number;
}

/** What a cluster is to Kafka: the records, the latest row of each table, and who has read how far. Brokers that share one share their messages. */
export class EmbeddedLog {
  readonly activity = new Activity();
  readonly breath = new Breath();
  private readonly lanes: Lane[];
  private readonly lengths = new Map<string, number[]>();
  private readonly tables = new Map<string, Map<string, ToldRecord>[]>();
  private readonly groups = new Map<string, EmbeddedGroup>();
  private readonly watchers = new Set<(record: ToldRecord) => void>();

  constructor(readonly partitions: number) {
    this.lanes = Array.from({ length: partitions }, () => ({ records: [], first: 0 }));
    for (const topic of topics) this.know(topic);
  }

  /** A table's rows are kept from here on; a topic that nobody declared is a feed. */
  know(topic: AnyTopic): void {
    if (topic.kind !== 'table' || this.tables.has(topic.name)) return;
    this.tables.set(
      topic.name,
      Array.from({ length: this.partitions }, () => new Map()),
    );
  }

  append(topic: string, key: string | null, content: Content): void {
    const partition = partitionOf(key, this.partitions);
    const record = new ToldRecord(topic, partition, this.nextOffset(topic, partition), key ?? '', content);
    this.keepRow(record);
    const { records } = this.laneOf(partition);
    records.push(record);
    for (const watcher of this.watchers) watcher(record);
    for (const group of this.groups.values()) group.wake(partition);
    // Where nobody listens, nobody else comes by to trim.
    if (records.length % worthTrimming === 0) this.trim(partition);
  }

  /** The index after the last record of a lane. */
  endOf(partition: number): number {
    const lane = this.laneOf(partition);
    return lane.first + lane.records.length;
  }

  at(partition: number, index: number): ToldRecord {
    const lane = this.laneOf(partition);
    const record = lane.records[index - lane.first];
    if (!record) throw new Error(`record ${index} of partition ${partition} is not kept`);
    return record;
  }

  rowsOf(table: string, partition: number): Iterable<ToldRecord> {
    return this.tables.get(table)?.[partition]?.values() ?? [];
  }

  group(name: string): EmbeddedGroup {
    let group = this.groups.get(name);
    if (!group) {
      group = new EmbeddedGroup(
        name,
        this,
        this.lanes.map((lane) => lane.first),
      );
      this.groups.set(name, group);
    }
    return group;
  }

  forgetGroup(name: string): void {
    this.groups.delete(name);
  }

  /** Lets go of what every group has read. */
  trim(partition: number): void {
    const lane = this.laneOf(partition);
    if (lane.records.length < worthTrimming) return;
    let readByAll = Number.POSITIVE_INFINITY;
    for (const group of this.groups.values()) readByAll = Math.min(readByAll, group.readTo(partition));
    const count = readByAll - lane.first;
    if (!Number.isFinite(count) || count < worthTrimming) return;
    lane.records = lane.records.slice(count);
    lane.first += count;
  }

  watch(watcher: (record: ToldRecord) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private laneOf(partition: number): Lane {
    const lane = this.lanes[partition];
    if (!lane) throw new Error(`there is no partition ${partition}`);
    return lane;
  }

  private nextOffset(topic: string, partition: number): number {
    let lengths = this.lengths.get(topic);
    if (!lengths) {
      lengths = this.lanes.map(() => 0);
      this.lengths.set(topic, lengths);
    }
    const offset = lengths[partition] ?? 0;
    lengths[partition] = offset + 1;
    return offset;
  }

  private keepRow(record: ToldRecord): void {
    const rows = this.tables.get(record.topic)?.[record.partition];
    if (!rows) return;
    if (record.tombstone) rows.delete(record.key);
    else rows.set(record.key, record);
  }
}
