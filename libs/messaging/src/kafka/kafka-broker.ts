import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { CustomTransportStrategy, Server } from '@nestjs/microservices';
import { Kafka, type LogEntry, logLevel } from 'kafkajs';
import { Broker, type TablesWanted } from '../broker';
import type { Bus } from '../bus';
import { type HandlingRules, retryAfterMs } from '../handling';
import type { Listening } from '../listening';
import { handlersOf, SeatsOfServices } from '../seats-of-services';
import type { ServiceTables } from '../service-tables';
import { type HandlersByTopic, ServicesStrategy } from '../services-strategy';
import type { Tables } from '../tables';
import { within } from '../within';
import { KafkaBus } from './kafka-bus';
import { type GroupTimes, KafkaMember } from './kafka-member';
import { TopicsThere } from './topics-there';

export interface KafkaOptions {
  /** `host:port` of one or more brokers. */
  readonly brokers: readonly string[];
  /** How this process calls itself to Kafka. */
  readonly clientId?: string;
  /** Of topics that do not exist yet; 12 unless set. All topics have the same number. */
  readonly partitions?: number;
  /** Of topics that do not exist yet; 1 unless set. */
  readonly replication?: number;
  readonly times?: Partial<GroupTimes>;
  /** Epoch ms, for the time on dead letters; the machine's unless set. */
  readonly now?: () => number;
}

/** A killed service has to control its depots again within 15 s, so a dead member must be noticed in half of that. */
const usualTimes: GroupTimes = { sessionMs: 7_500, heartbeatMs: 1_500, rebalanceMs: 15_000 };
/** Retries of one request, doubling from 100 ms up to 4 s: about 20 s in all, in which a broker restarts. */
const retry = { initialRetryTime: 100, maxRetryTime: 4_000, retries: 10 };

/** A broker that is away must not keep a service from stopping within 5 s: it is not waited for longer than this. */
const goodbyeMs = 500;

const kafkaLogger = new Logger('kafka');

/** Messages on Apache Kafka. */
export class KafkaBroker extends Broker {
  readonly bus: Bus;
  private readonly kafka: Kafka;
  private readonly topics: TopicsThere;
  private readonly seats = new SeatsOfServices();
  private readonly members: KafkaMember[] = [];
  private closed: Promise<void> | null = null;

  constructor(private readonly options: KafkaOptions) {
    super();
    const { brokers, clientId = 'headroom', partitions = 12, replication = 1 } = options;
    this.kafka = new Kafka({ brokers: [...brokers], clientId, retry, logLevel: logLevel.WARN, logCreator: () => intoNestsLog });
    this.topics = new TopicsThere(this.kafka, { partitions, replication });
    this.bus = new KafkaBus(this.kafka, this.topics);
  }

  strategy(): Server & CustomTransportStrategy {
    return new ServicesStrategy(
      (services) => this.open(services),
      () => this.leave(4_000),
    );
  }

  tablesFor(service: string, wanted: TablesWanted): Tables {
    return this.seats.reserve(service, wanted);
  }

  close(graceMs = 4_000): Promise<void> {
    this.closed ??= this.hangUp(graceMs);
    return this.closed;
  }

  private async hangUp(graceMs: number): Promise<void> {
    await this.leave(graceMs);
    await within(goodbyeMs, Promise.all([(this.bus as KafkaBus).close(graceMs), this.topics.close()]));
  }

  private async open(services: ReadonlyMap<string, HandlersByTopic>): Promise<void> {
    await Promise.all(this.seats.take(services).map(([rows, handlers]) => this.seat(rows, handlers)));
  }

  private async seat(rows: ServiceTables, handlers: HandlersByTopic): Promise<void> {
    const { service, own, everywhere } = rows;
    const rules: HandlingRules = { service, bus: this.bus, now: this.options.now ?? Date.now, retryAfterMs: retryAfterMs.kafka };
    const both = { rows, rules };
    const shared = handlersOf(handlers, everywhere, 'others');
    if (everywhere.size > 0) {
      const group = `${service}.everywhere.${randomUUID()}`;
      await this.join(group, { ...both, tables: everywhere, handlers: handlersOf(handlers, everywhere, 'these'), reach: 'everywhere' });
    }
    if (own.size > 0 || shared.size > 0) await this.join(service, { ...both, tables: own, handlers: shared, reach: 'shared' });
    else await rows.tellWhole(new Set());
  }

  private async join(groupId: string, listening: Listening): Promise<void> {
    const member = new KafkaMember(this.kafka, groupId, listening, this.topics, { ...usualTimes, ...this.options.times });
    this.members.push(member);
    await member.start();
  }

  private async leave(graceMs: number): Promise<void> {
    const leaving = this.members.splice(0).map((member) => member.stop(graceMs));
    await within(graceMs + goodbyeMs, Promise.all(leaving));
  }
}

/** kafkajs says the same at every retry; a line is passed on once in this time. */
const repeatAfterMs = 10_000;
const saidAt = new Map<string, number>();

function intoNestsLog({ level, log }: LogEntry): void {
  const { message, error } = log;
  const line = error ? `${message}: ${error}` : message;
  if (Date.now() < (saidAt.get(line) ?? 0) + repeatAfterMs) return;
  if (saidAt.size > 1_000) saidAt.clear();
  saidAt.set(line, Date.now());
  if (level === logLevel.ERROR) kafkaLogger.error(line);
  else kafkaLogger.warn(line);
}
