import type { TablesWanted } from './broker';
import { ServiceTables } from './service-tables';
import type { HandlersByTopic } from './services-strategy';

/** Brings together what a broker learns of a service from two sides: its tables from the modules, its handlers from the strategy. */
export class SeatsOfServices {
  private readonly reserved = new Map<string, ServiceTables>();
  private readonly taken = new Set<string>();

  /** Throws where the service has its tables already. */
  reserve(service: string, wanted: TablesWanted): ServiceTables {
    if (this.reserved.has(service))
      throw new Error(`The tables of ${service} are asked for twice in one process: import Messaging.forService once`);
    const tables = new ServiceTables(service, wanted);
    this.reserved.set(service, tables);
    return tables;
  }

  /** Services that are not listening yet: those with these handlers, and those with tables alone. */
  take(services: ReadonlyMap<string, HandlersByTopic>): [ServiceTables, HandlersByTopic][] {
    const names = new Set([...services.keys(), ...this.reserved.keys()].filter((name) => !this.taken.has(name)));
    return [...names].map((name) => {
      this.taken.add(name);
      return [this.reserved.get(name) ?? new ServiceTables(name, {}), services.get(name) ?? new Map()];
    });
  }
}

/** The handlers of these topics alone, or of all others. */
export function handlersOf(handlers: HandlersByTopic, topics: ReadonlyMap<string, unknown>, which: 'these' | 'others'): HandlersByTopic {
  return new Map([...handlers].filter(([topic]) => topics.has(topic) === (which === 'these')));
}
