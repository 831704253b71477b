import type { Broker } from '../broker';
import { EmbeddedBroker } from '../embedded/embedded-broker';
import { KafkaBroker } from '../kafka/kafka-broker';
import { KafkaProcess } from './kafka-process';

/** What the contract is tested on. Each `connect` is what another process would have. */
export interface Ground {
  open(): Promise<void>;
  connect(): Broker;
  close(): Promise<void>;
}

export const partitions = 6;

class EmbeddedGround implements Ground {
  private first: EmbeddedBroker | null = null;

  async open(): Promise<void> {
    this.first = new EmbeddedBroker({ partitions });
  }

  connect(): Broker {
    if (!this.first) throw new Error('not open');
    return this.first.beside();
  }

  async close(): Promise<void> {
    await this.first?.close();
  }
}

/** A real Apache Kafka. Where it does not start, the tests fail; they are never skipped. */
export class KafkaGround implements Ground {
  private kafka: KafkaProcess | null = null;

  async open(): Promise<void> {
    this.kafka = await KafkaProcess.start();
  }

  connect(): Broker {
    return new KafkaBroker({ brokers: this.kafka?.brokers ?? [], partitions });
  }

  async restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.kafka?.restart(signal);
  }

  async close(): Promise<void> {
    await this.kafka?.stop();
  }
}

export const grounds: readonly [string, Ground][] = [
  ['the embedded broker', new EmbeddedGround()],
  ['Apache Kafka', new KafkaGround()],
];
