import type { AnyTopic } from './any-topic';
import type { Arrival } from './arrival';
import { bury, type HandlingRules, handle } from './handling';
import type { ServiceTables } from './service-tables';
import type { HandlersByTopic } from './services-strategy';

/** What a member of a group listens to. */
export interface Listening {
  readonly tables: ReadonlyMap<string, AnyTopic>;
  readonly handlers: HandlersByTopic;
  readonly rows: ServiceTables;
  readonly rules: HandlingRules;
  /** `shared`: partitions are dealt among the instances, and coming and going is told to the service. `everywhere`: each instance has all. */
  readonly reach: 'shared' | 'everywhere';
}

/** Every topic that is listened to, as a table, by a handler, or both. */
export function topicsOf(listening: Listening): AnyTopic[] {
  const topics = new Map<string, AnyTopic>(listening.tables);
  for (const [name, handlers] of listening.handlers) if (handlers[0] && !topics.has(name)) topics.set(name, handlers[0].topic);
  return [...topics.values()];
}

/** Takes an arrival over into its table, if it has one here, and then to its handlers. null: there was nothing to wait for. */
export function hear(arrival: Arrival, { tables, rows, handlers, rules }: Listening): Promise<void> | null {
  const table = tables.get(arrival.topic);
  const reason = table ? rows.apply(table, arrival) : null;
  if (reason) return bury(arrival, reason, rules);
  const listening = handlers.get(arrival.topic);
  return listening ? handle(arrival, listening, rules) : null;
}
