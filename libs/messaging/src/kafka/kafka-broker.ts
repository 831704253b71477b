import type { CustomTransportStrategy, Server } from '@nestjs/microservices';
import { Broker, type TablesWanted } from '../broker';
import type { Bus } from '../bus';
import type { Tables } from '../tables';

export interface KafkaOptions {
  /** `host:port` of one or more brokers. */
  readonly brokers: readonly string[];
  /** How this process calls itself to Kafka. */
  readonly clientId?: string;
  /** Of topics that do not exist yet; 12 unless set. All topics have the same number. */
  readonly partitions?: number;
  /** Of topics that do not exist yet; 1 unless set. */
  readonly replication?: number;
  /** Epoch ms, for the time on dead letters; the machine's unless set. */
  readonly now?: () => number;
}

/** Messages on Apache Kafka. */
export class KafkaBroker extends Broker {
  constructor(readonly options: KafkaOptions) {
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
  close(): Promise<void> {
    throw new Error('not yet');
  }
}
