import { depotDossiers, depotPlans, type Topic } from '@headroom/contracts';
import { Bus } from '@headroom/messaging';
import { type Database, type OutboxEntry, OutboxRelay } from '@headroom/persistence';
import { Clock } from '@headroom/service-kit';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { problemOfDatabase } from './database-problem';

export const REGISTRY_DATABASE = Symbol('the registry database');

/** Any number, the same in every instance: depots share it, a change of a type has it alone, as it touches many depots. */
const TYPES_LOCK = 7_120_001;

/** The registry's database and its outbox: opened at start, told from after every commit, closed at the end. */
@Injectable()
export class RegistryStore implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly log = new Logger('registry');
  readonly relay: OutboxRelay;

  constructor(
    @Inject(REGISTRY_DATABASE) private readonly database: Database,
    private readonly bus: Bus,
    clock: Clock,
  ) {
    this.relay = new OutboxRelay({
      dataSource: database.dataSource,
      tell: (entry) => this.tell(entry),
      every: (ms, run) => clock.every(ms, run),
      onError: (error) => this.log.error({ err: error, msg: 'a change could not be told yet; it stays in the outbox' }),
    });
  }

  get dataSource(): DataSource {
    return this.database.dataSource;
  }

  /** Runs a change of one depot, or of types, whole or not at all; what it put into the outbox is told at once afterwards. */
  async transaction<T>(of: 'depot' | 'types', run: (manager: EntityManager) => Promise<T>): Promise<T> {
    const lock = of === 'types' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
    try {
      return await this.dataSource.transaction(async (manager) => {
        await manager.query(`SELECT ${lock}($1)`, [TYPES_LOCK]);
        return run(manager);
      });
    } catch (error) {
      throw problemOfDatabase(error);
    } finally {
      void this.relay.wake();
    }
  }

  /** Reads without a lock. */
  async read<T>(run: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await run(this.dataSource.manager);
    } catch (error) {
      throw problemOfDatabase(error);
    }
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.relay.stop();
  }

  onApplicationShutdown(): Promise<void> {
    return this.database.close();
  }

  private async tell({ topic, key, message }: OutboxEntry): Promise<void> {
    const told = topic === depotDossiers.name ? depotDossiers : depotPlans;
    if (message === null) await this.bus.forget(told, key);
    else await this.bus.tell(told as Topic, message);
  }
}
