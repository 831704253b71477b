import type { Topic } from '@headroom/contracts';
import { Logger } from '@nestjs/common';
import type { AnyTopic } from './any-topic';
import { type Arrival, takenAs } from './arrival';
import type { TablesWanted } from './broker';
import { Rows } from './rows';
import { type Table, Tables } from './tables';

const logger = new Logger('messaging');

/** The tables of one service in this process, as its members fill them. */
export class ServiceTables extends Tables {
  readonly own: ReadonlyMap<string, AnyTopic>;
  readonly everywhere: ReadonlyMap<string, AnyTopic>;
  private readonly rows = new Map<string, Rows<object>>();
  private readonly wholeListeners: ((depots: readonly string[]) => void | Promise<void>)[] = [];
  private readonly lostListeners: ((depots: readonly string[]) => void)[] = [];

  constructor(
    readonly service: string,
    wanted: TablesWanted,
  ) {
    super();
    this.own = byName(wanted.own ?? []);
    this.everywhere = byName(wanted.everywhere ?? []);
    for (const topic of [...this.own.values(), ...this.everywhere.values()]) {
      if (topic.kind !== 'table') throw new Error(`${service} asks for ${topic.name} as a table, but it is a ${topic.kind}`);
      if (this.rows.has(topic.name)) throw new Error(`${service} asks for ${topic.name} twice`);
      this.rows.set(topic.name, new Rows());
    }
  }

  of<T extends object>(topic: Topic<T>): Table<T> {
    const rows = this.rows.get(topic.name);
    if (!rows) throw new Error(`${this.service} did not ask for the table ${topic.name}: name it in Messaging.forService`);
    return rows as unknown as Table<T>;
  }

  whenWhole(listener: (depots: readonly string[]) => void | Promise<void>): void {
    this.wholeListeners.push(listener);
  }

  whenLost(listener: (depots: readonly string[]) => void): void {
    this.lostListeners.push(listener);
  }

  /** Takes a record of a table over into its rows. A record that cannot be read leaves the row as it was; the answer says why. */
  apply(topic: AnyTopic, arrival: Arrival): string | null {
    const taken = takenAs(topic, arrival);
    if ('reason' in taken) return taken.reason;
    this.rows.get(topic.name)?.apply(arrival.partition, arrival.key, taken.message);
    return null;
  }

  /** The same during a rebuild: what cannot be read is only logged, or every start would repeat its dead letter. */
  restore(topic: AnyTopic, arrival: Arrival): void {
    const reason = this.apply(topic, arrival);
    if (reason) logger.warn(`${this.service} passes over ${topic.name} ${arrival.key} in its rebuild: ${reason}`);
  }

  /** Forgets the rows of partitions without telling anyone: a rebuild begins. */
  clear(tables: Iterable<string>, partitions: ReadonlySet<number>): void {
    for (const name of tables) this.rows.get(name)?.drop(partitions);
  }

  /** A listener that fails is tried three times in all, then logged: the depots' next messages must not wait for it. */
  async tellWhole(partitions: ReadonlySet<number>): Promise<void> {
    const depots = this.depotsIn(partitions);
    for (const listener of this.wholeListeners) {
      for (let tries = 1; ; tries++) {
        try {
          await listener(depots);
          break;
        } catch (error) {
          logger.error(`${this.service} failed to decide anew for ${depots.join(', ')}`, error instanceof Error ? error.stack : error);
          if (tries === 3) break;
        }
      }
    }
  }

  /** Drops the rows of partitions that were given up, and says so. */
  lose(partitions: ReadonlySet<number>): void {
    const depots = this.depotsIn(partitions);
    this.clear(this.own.keys(), partitions);
    for (const listener of this.lostListeners) listener(depots);
  }

  private depotsIn(partitions: ReadonlySet<number>): readonly string[] {
    const depots = new Set<string>();
    for (const name of this.own.keys()) for (const depot of this.rows.get(name)?.depotsIn(partitions) ?? []) depots.add(depot);
    return [...depots].sort();
  }
}

function byName(topics: readonly AnyTopic[]): ReadonlyMap<string, AnyTopic> {
  return new Map(topics.map((topic) => [topic.name, topic]));
}
