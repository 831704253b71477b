import type { Topic } from '@headroom/contracts';
import { EventPattern } from '@nestjs/microservices';
import { PARAM_ARGS_METADATA } from '@nestjs/microservices/constants';
import type { AnyTopic } from './any-topic';
import { Delivery } from './delivery';
import type { MessageContext } from './message-context';

type Owner = abstract new (...args: never[]) => object;

/** What the strategy learns of a handler beside the function to call. */
export interface HandlerExtras {
  readonly topic: AnyTopic;
  readonly owner: Owner;
}

/**
 * Makes a method the handler of a topic: `(message, context)`. On tables `message` is null for a tombstone and `context.key` says whose.
 * A handler that throws is tried three times in all; then the message goes to dead.letters and the partition moves on.
 */
export function Handles<T extends object>(topic: Topic<T>) {
  // biome-ignore lint/suspicious/noExplicitAny: the rest of the arguments and `this` are passed on untouched
  return <M extends (message: T, context: MessageContext, ...rest: any[]) => void | Promise<void>>(
    target: object,
    name: string,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    const method = descriptor.value as M;
    descriptor.value = keepingItsError(method) as M;
    // No parameter is declared to Nest, so it hands both arguments through as they are: the contract's schema has checked the message
    // already, and Nest's pipes over each parameter would cost more than all the rest of its way.
    Reflect.defineMetadata(PARAM_ARGS_METADATA, {}, target.constructor, name);
    const extras: HandlerExtras = { topic, owner: target.constructor as Owner };
    EventPattern(topic.name, extras)(target, name, descriptor);
  };
}

function keepingItsError(method: (...args: never[]) => void | Promise<void>) {
  return function handle(this: unknown, ...args: unknown[]): void | Promise<void> {
    const context = args[1];
    if (!(context instanceof Delivery)) return method.apply(this, args as never[]);
    try {
      return method.apply(this, args as never[])?.catch((error: unknown) => keep(context, error));
    } catch (error) {
      keep(context, error);
    }
  };
}

function keep(context: Delivery, error: unknown): void {
  context.failure = { error };
}
