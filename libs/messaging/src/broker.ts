import type { CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { AnyTopic } from './any-topic';
import type { Bus } from './bus';
import type { Tables } from './tables';

/** The tables a service keeps. */
export interface TablesWanted {
  /** Of its own partitions: a depot's rows are here as long as the depot is. */
  readonly own?: readonly AnyTopic[];
  /** Of all partitions, on every instance. */
  readonly everywhere?: readonly AnyTopic[];
}

/** One process's connection to the messages of all services in it. */
export abstract class Broker {
  abstract readonly bus: Bus;
  /** A Nest transport strategy: the handlers of each `@Service` become one member of that service's consumer group. */
  abstract strategy(): Server & CustomTransportStrategy;
  /** The tables of one service in this process. Ask before the strategy listens. */
  abstract tablesFor(service: string, wanted: TablesWanted): Tables;
  /** Stops listening: running handlers may end within `graceMs`, what is not finished by then is delivered to another. Then hangs up. */
  abstract close(graceMs?: number): Promise<void>;
}
