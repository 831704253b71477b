import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import type { HandlerExtras } from './handles';
import type { BoundHandler } from './handling';
import { serviceOf } from './service';

/** The handlers of one service, by topic name. */
export type HandlersByTopic = ReadonlyMap<string, readonly BoundHandler[]>;

/** Nest's way in: collects the handlers of every controller, by service, and hands them to the broker when the application listens. */
export class ServicesStrategy extends Server implements CustomTransportStrategy {
  private readonly services = new Map<string, Map<string, BoundHandler[]>>();

  constructor(
    private readonly open: (services: ReadonlyMap<string, HandlersByTopic>) => Promise<void>,
    private readonly shut: () => Promise<void>,
  ) {
    super();
  }

  override addHandler(pattern: unknown, callback: MessageHandler, _isEventHandler?: boolean, extras: Record<string, unknown> = {}): void {
    const { topic, owner } = extras as unknown as Partial<HandlerExtras>;
    if (!topic || !owner) throw new Error(`The handler of ${JSON.stringify(pattern)} must be declared with @Handles(topic)`);
    const service = serviceOf(owner);
    const handlers = this.services.get(service) ?? new Map<string, BoundHandler[]>();
    handlers.set(topic.name, [...(handlers.get(topic.name) ?? []), { topic, call: callback }]);
    this.services.set(service, handlers);
  }

  listen(callback: (error?: unknown) => void): void {
    this.open(this.services).then(() => callback(), callback);
  }

  close(): Promise<void> {
    return this.shut();
  }

  on(): never {
    throw new Error('the broker has no events of its own');
  }

  unwrap<T>(): T {
    return this.services as unknown as T;
  }
}
