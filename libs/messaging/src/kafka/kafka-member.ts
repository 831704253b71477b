import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Consumer, ConsumerCrashEvent, ConsumerGroupJoinEvent, EachBatchPayload, Kafka } from 'kafkajs';
import { type Listening, topicsOf } from '../listening';
import { Assignment } from './assignment';
import { BatchRunner } from './batch-runner';
import { coPartitionAssigner } from './co-partition-assigner';
import { TableRebuild } from './table-rebuild';
import type { TopicsThere } from './topics-there';

/** How a member keeps in touch with its group, ms. */
export interface GroupTimes {
  /** A killed instance is noticed after this, which bounds how long its depots wait for another. */
  readonly sessionMs: number;
  readonly heartbeatMs: number;
  /** A rebalance waits so long for a member that is in the middle of a handler. */
  readonly rebalanceMs: number;
}

/** A fetch without news ends after this, so that a pause, a resume or a stop is not waited for longer. */
const fetchWaitMs = 100;
/** A consumer that has not so much as asked for messages in this time is dead, whatever it says (lessons, F19), and is made anew. */
const silentAfterMs = 60_000;
const reopenAfterMs = 1_000;

const logger = new Logger('messaging');

/** One instance of a service in its consumer group: rebuilds the tables of the partitions it is dealt, then runs their records in order. */
export class KafkaMember {
  private readonly runner: BatchRunner;
  private readonly tableRebuild: TableRebuild;
  private consumer: Consumer | null = null;
  private assignment: Assignment | null = null;
  private stopping = false;
  private lastSignAt = 0;
  private watchdog: NodeJS.Timeout | null = null;
  private firstWhole = () => {};

  constructor(
    private readonly kafka: Kafka,
    private readonly groupId: string,
    private readonly listening: Listening,
    private readonly topics: TopicsThere,
    private readonly times: GroupTimes,
  ) {
    this.runner = new BatchRunner(listening);
    this.tableRebuild = new TableRebuild(listening, topics, (assignment) => this.whole(assignment));
  }

  /** Resolves when the member has its partitions and their tables are whole. */
  async start(): Promise<void> {
    const whole = new Promise<void>((resolve) => {
      this.firstWhole = resolve;
    });
    await this.refuseUnequalPartitions();
    await this.consume();
    this.watchdog = setInterval(() => this.lookAfter(), silentAfterMs / 4);
    await whole;
  }

  /** Waits at most so long for running handlers; what is not finished then stays uncommitted and is delivered to another. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    if (this.watchdog) clearInterval(this.watchdog);
    await this.runner.stop(graceMs);
    this.giveUp();
    await this.consumer?.disconnect().catch((error) => logger.warn(`${this.groupId} did not leave in order: ${error.message}`));
    if (this.listening.reach === 'everywhere') await this.topics.deleteGroup(this.groupId).catch(() => undefined);
  }

  /** A depot has one number only where all topics have the same count of them. */
  private async refuseUnequalPartitions(): Promise<void> {
    const topics = topicsOf(this.listening);
    const counts = await this.topics.ensure(topics);
    if (this.listening.tables.size === 0 || new Set(counts).size <= 1) return;
    const list = topics.map((topic, place) => `${topic.name} ${counts[place]}`).join(', ');
    throw new Error(`${this.groupId} needs topics of the same number of partitions, but there are: ${list}`);
  }

  private async consume(): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: this.groupId,
      partitionAssigners: [coPartitionAssigner],
      sessionTimeout: this.times.sessionMs,
      heartbeatInterval: this.times.heartbeatMs,
      rebalanceTimeout: this.times.rebalanceMs,
      maxWaitTimeInMs: fetchWaitMs,
      allowAutoTopicCreation: false,
    });
    this.consumer = consumer;
    this.lastSignAt = Date.now();
    consumer.on(consumer.events.GROUP_JOIN, (event) => this.dealt(consumer, event));
    consumer.on(consumer.events.REBALANCING, () => this.giveUp());
    consumer.on(consumer.events.FETCH_START, () => {
      this.lastSignAt = Date.now();
    });
    consumer.on(consumer.events.CRASH, (event) => this.crashed(consumer, event));
    const topics = topicsOf(this.listening);
    const partitions = (await this.topics.ensure(topics)).reduce((sum, count) => sum + count, 0);
    await consumer.connect();
    await consumer.subscribe({ topics: topics.map((topic) => topic.name), fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitions,
      eachBatch: (payload) => this.batch(payload),
    });
  }

  /** Is called before kafkajs fetches anything: nothing but tables may be read until they are whole. */
  private dealt(consumer: Consumer, event: ConsumerGroupJoinEvent): void {
    this.giveUp();
    if (this.stopping || consumer !== this.consumer) return;
    const assignment = new Assignment(event.payload.memberAssignment, this.listening.tables);
    this.assignment = assignment;
    consumer.pause([...assignment.all()]);
    void this.tableRebuild.begin(consumer, assignment);
  }

  private async whole(assignment: Assignment): Promise<void> {
    if (this.listening.reach === 'shared') await this.listening.rows.tellWhole(assignment.partitions());
    if (assignment.state !== 'rebuilding') return;
    assignment.state = 'whole';
    this.consumer?.resume([...assignment.all()]);
    this.firstWhole();
  }

  private async batch(payload: EachBatchPayload): Promise<void> {
    const { assignment } = this;
    if (this.stopping || !assignment) return;
    if (assignment.state === 'rebuilding') return this.tableRebuild.restore(payload, assignment);
    const done = await this.runner.run(payload, () => assignment.state === 'whole');
    if (done !== null) this.tableRebuild.remember(payload.batch.topic, payload.batch.partition, done);
  }

  private giveUp(): void {
    const { assignment } = this;
    this.assignment = null;
    if (!assignment) return;
    assignment.state = 'given';
    if (this.listening.reach === 'shared') this.listening.rows.lose(assignment.partitions());
  }

  private crashed(consumer: Consumer, { payload }: ConsumerCrashEvent): void {
    if (this.stopping || consumer !== this.consumer) return;
    logger.warn(`${this.groupId} has lost its consumer: ${payload.error.message}`);
    this.giveUp();
    if (!payload.restart) void this.reopen();
  }

  private lookAfter(): void {
    if (this.stopping || this.runner.isBusy() || Date.now() < this.lastSignAt + silentAfterMs) return;
    logger.warn(`${this.groupId} has not asked for messages for ${silentAfterMs / 1000} s`);
    this.giveUp();
    void this.reopen();
  }

  private async reopen(): Promise<void> {
    const dead = this.consumer;
    this.consumer = null;
    dead?.disconnect().catch(() => undefined);
    while (!this.stopping) {
      await pause(reopenAfterMs);
      try {
        return await this.consume();
      } catch (error) {
        logger.warn(`${this.groupId} cannot consume yet: ${(error as Error).message}`);
      }
    }
  }
}
