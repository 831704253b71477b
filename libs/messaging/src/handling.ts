import { setTimeout as pause } from 'node:timers/promises';
import { deadLetters } from '@headroom/contracts';
import { Logger } from '@nestjs/common';
import { isObservable, lastValueFrom, type Observable } from 'rxjs';
import type { AnyTopic } from './any-topic';
import { type Arrival, takenAs } from './arrival';
import type { Bus } from './bus';
import { deadLetterOf } from './dead-letter';
import { Delivery } from './delivery';
import { reasonOf } from './reading';

/** A handler as Nest gives it: the method with its pipes, guards and interceptors around it. */
export interface BoundHandler {
  readonly topic: AnyTopic;
  readonly call: (message: object | null, delivery: Delivery) => unknown;
}

/** How a service's messages are handled. */
export interface HandlingRules {
  readonly service: string;
  readonly bus: Bus;
  /** Epoch ms. */
  readonly now: () => number;
  /** Waits between tries, ms; a handler is tried once more than there are waits. */
  readonly retryAfterMs: readonly number[];
}

/** Three tries in all. The waits let a database come back; embedded has none, since virtual time does not pass while a handler runs. */
export const retryAfterMs = { kafka: [100, 500], embedded: [0, 0] } as const;

type Failure = NonNullable<Delivery['failure']>;

const logger = new Logger('messaging');

/** Runs every handler of an arrival; what cannot be read, or fails on its last try, becomes a dead letter. Rejects only where that letter cannot be told. */
export async function handle(arrival: Arrival, handlers: readonly BoundHandler[], rules: HandlingRules): Promise<void> {
  for (const handler of handlers) {
    const taken = takenAs(handler.topic, arrival);
    if ('reason' in taken) {
      await bury(arrival, taken.reason, rules);
      continue;
    }
    // The first try stands here and not in a function of its own: each await more is a tenth of what a message costs.
    const delivery = new Delivery(arrival);
    let failure: Failure | null;
    try {
      const result = await handler.call(taken.message, delivery);
      failure = isObservable(result) ? await errorOf(result, delivery) : delivery.failure;
    } catch (error) {
      failure = delivery.failure ?? { error };
    }
    if (failure) await tryAgain(handler, taken.message, arrival, rules, failure);
  }
}

async function tryAgain(
  handler: BoundHandler,
  message: object | null,
  arrival: Arrival,
  rules: HandlingRules,
  first: Failure,
): Promise<void> {
  let failure: Failure | null = first;
  for (const waitMs of rules.retryAfterMs) {
    if (waitMs > 0) await pause(waitMs);
    failure = await tried(handler, message, arrival);
    if (!failure) return;
  }
  logger.error(`${rules.service} failed on ${arrival.topic} ${arrival.partition}/${arrival.offset}`, stackOf(failure.error));
  await bury(arrival, reasonOf(failure.error), rules);
}

async function tried(handler: BoundHandler, message: object | null, arrival: Arrival): Promise<Failure | null> {
  const delivery = new Delivery(arrival);
  try {
    const result = await handler.call(message, delivery);
    return isObservable(result) ? await errorOf(result, delivery) : delivery.failure;
  } catch (error) {
    return delivery.failure ?? { error };
  }
}

/** Nest answers with an observable where a guard, an interceptor or a filter had its say. */
async function errorOf(result: Observable<unknown>, delivery: Delivery): Promise<Failure | null> {
  await lastValueFrom(result, { defaultValue: undefined });
  return delivery.failure;
}

/** Tells the dead letter of an arrival. A dead letter that cannot be handled is only logged, or it would breed. */
export async function bury(arrival: Arrival, reason: string, rules: HandlingRules): Promise<void> {
  logger.warn(`${rules.service} gave up ${arrival.topic} ${arrival.partition}/${arrival.offset} (${arrival.key}): ${reason}`);
  if (arrival.topic === deadLetters.name) return;
  await rules.bus.tell(deadLetters, deadLetterOf(arrival, rules.service, reason, rules.now()));
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
