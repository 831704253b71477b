import type { Arrival } from './arrival';
import type { MessageContext } from './message-context';

/** A message on its way through Nest to one handler. Nest replaces a handler's error by 'Internal server error', so it is kept here. */
export class Delivery implements MessageContext {
  failure: { error: unknown } | null = null;

  constructor(private readonly arrival: Arrival) {}

  get topic(): string {
    return this.arrival.topic;
  }

  get partition(): number {
    return this.arrival.partition;
  }

  get offset(): string {
    return this.arrival.offset;
  }

  get key(): string {
    return this.arrival.key;
  }

  get headers(): Record<string, string> {
    return this.arrival.headers;
  }
}
