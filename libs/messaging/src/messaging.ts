import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Broker, type TablesWanted } from './broker';
import { Bus } from './bus';
import { Tables } from './tables';

@Module({})
class ServiceTables {}

/** Wires messaging into Nest: `over` once per process, `forService` in each service's module. */
@Module({})
export class Messaging implements OnApplicationShutdown {
  constructor(private readonly broker: Broker) {}

  onApplicationShutdown(): Promise<void> {
    return this.broker.close();
  }

  /** Global: provides `Bus` (and `Broker`) to every module, and closes the broker with the application. */
  static over(broker: Broker): DynamicModule {
    return {
      module: Messaging,
      global: true,
      providers: [
        { provide: Broker, useValue: broker },
        { provide: Bus, useValue: broker.bus },
      ],
      exports: [Broker, Bus],
    };
  }

  /** Provides the `Tables` of one service to the module that imports this. */
  static forService(service: string, wanted: TablesWanted): DynamicModule {
    return {
      module: ServiceTables,
      providers: [{ provide: Tables, useFactory: (broker: Broker) => broker.tablesFor(service, wanted), inject: [Broker] }],
      exports: [Tables],
    };
  }
}
