import type { CustomTransportStrategy, Server } from '@nestjs/microservices';
import { Broker, type TablesWanted } from '../broker';
import type { Bus } from '../bus';
import { type HandlingRules, retryAfterMs } from '../handling';
import type { Listening } from '../listening';
import { handlersOf, SeatsOfServices } from '../seats-of-services';
import type { ServiceTables } from '../service-tables';
import { type HandlersByTopic, ServicesStrategy } from '../services-strategy';
import type { Tables } from '../tables';
import { EmbeddedBus } from './embedded-bus';
import { EmbeddedLog } from './embedded-log';
import { EmbeddedMember } from './embedded-member';

export interface EmbeddedOptions {
  /** As on Kafka; 12 unless set. */
  readonly partitions?: number;
  /** Epoch ms, for the time on dead letters; the machine's unless set. */
  readonly now?: () => number;
}

let instances = 0;

/** Messages inside one process: the same order and the same promises as Kafka, kept in memory only. */
export class EmbeddedBroker extends Broker {
  readonly bus: Bus;
  private readonly seats = new SeatsOfServices();
  private readonly leaving: ((graceMs: number) => Promise<void>)[] = [];

  constructor(
    private readonly options: EmbeddedOptions = {},
    private readonly log = new EmbeddedLog(options.partitions ?? 12),
  ) {
    super();
    this.bus = new EmbeddedBus(log);
  }

  /** Another broker on the same messages, as a second process would have: its services join the same groups. */
  beside(): EmbeddedBroker {
    return new EmbeddedBroker(this.options, this.log);
  }

  strategy(): Server & CustomTransportStrategy {
    return new ServicesStrategy(
      (services) => this.open(services),
      () => this.leave(4_500),
    );
  }

  tablesFor(service: string, wanted: TablesWanted): Tables {
    for (const topic of [...(wanted.own ?? []), ...(wanted.everywhere ?? [])]) this.log.know(topic);
    return this.seats.reserve(service, wanted);
  }

  /** Hears every record when it is told, before anyone handles it: null for a tombstone, bytes for what was told raw. Answers how to stop. */
  watch(watcher: (topic: string, key: string, message: object | null) => void): () => void {
    return this.log.watch((record) =>
      watcher(record.topic, record.key, record.content.as === 'message' ? record.content.message : record.bytes()),
    );
  }

  /** Resolves when nothing is undelivered and no handler is running. */
  idle(): Promise<void> {
    return this.log.activity.idle();
  }

  close(graceMs = 4_500): Promise<void> {
    return this.leave(graceMs);
  }

  private async open(services: ReadonlyMap<string, HandlersByTopic>): Promise<void> {
    await Promise.all(this.seats.take(services).map(([rows, handlers]) => this.seat(rows, handlers)));
  }

  private async seat(rows: ServiceTables, handlers: HandlersByTopic): Promise<void> {
    const { service } = rows;
    const rules: HandlingRules = { service, bus: this.bus, now: this.options.now ?? Date.now, retryAfterMs: retryAfterMs.embedded };
    const both = { rows, rules };
    if (rows.everywhere.size > 0) {
      const group = `${service} everywhere ${++instances}`;
      await this.join(group, {
        ...both,
        tables: rows.everywhere,
        handlers: handlersOf(handlers, rows.everywhere, 'these'),
        reach: 'everywhere',
      });
    }
    await this.join(service, { ...both, tables: rows.own, handlers: handlersOf(handlers, rows.everywhere, 'others'), reach: 'shared' });
  }

  private async join(name: string, listening: Listening): Promise<void> {
    const group = this.log.group(name);
    const member = new EmbeddedMember(this.log, group, listening);
    this.leaving.push(async (graceMs) => {
      await group.leave(member, graceMs);
      if (listening.reach === 'everywhere') this.log.forgetGroup(name);
    });
    await group.join(member);
  }

  private async leave(graceMs: number): Promise<void> {
    await Promise.all(this.leaving.splice(0).map((leave) => leave(graceMs)));
  }
}
