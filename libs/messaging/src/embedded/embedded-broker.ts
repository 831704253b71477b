import type { CustomTransportStrategy, Server } from '@nestjs/microservices';
import { Broker, type TablesWanted } from '../broker';
import type { Bus } from '../bus';
import type { Tables } from '../tables';

export interface EmbeddedOptions {
  /** As on Kafka; 12 unless set. */
  readonly partitions?: number;
  /** Epoch ms, for the time on dead letters; the machine's unless set. */
  readonly now?: () => number;
}

/** Messages inside one process: the same order and the same promises as Kafka, kept in memory only. */
export class EmbeddedBroker extends Broker {
  constructor(readonly options: EmbeddedOptions = {}) {
    super();
  }
  get bus(): Bus {
    throw new Error('not yet');
  }
  strategy(): Server & CustomTransportStrategy {
    throw new Error('not yet');
  }
  tablesFor(_service: string, _wanted: TablesWanted): Tables {
    throw new Error('not yet');
  }
  /** Resolves when nothing is undelivered and no handler is running. */
  idle(): Promise<void> {
    throw new Error('not yet');
  }
  close(): Promise<void> {
    throw new Error('not yet');
  }
}
