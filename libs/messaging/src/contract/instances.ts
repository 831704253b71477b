import { deadLetters, type Message, type Topic } from '@headroom/contracts';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { AnyTopic } from '../any-topic';
import type { Broker, TablesWanted } from '../broker';
import type { Bus } from '../bus';
import { Handles } from '../handles';
import type { MessageContext } from '../message-context';
import { Messaging } from '../messaging';
import { Service } from '../service';
import { Tables } from '../tables';
import type { Ground } from './grounds';

// biome-ignore lint/suspicious/noExplicitAny: handlers of different topics stand in one list
type Handler = (message: any, context: MessageContext) => void | Promise<void>;
export type On = readonly [AnyTopic, Handler];

export function on<T extends object>(topic: Topic<T>, handler: (message: NoInfer<T>, context: MessageContext) => void | Promise<void>): On {
  return [topic, handler];
}

export interface ServiceOfTest extends TablesWanted {
  readonly service: string;
  readonly on?: readonly On[];
  readonly whenWhole?: (depots: readonly string[], tables: Tables) => void | Promise<void>;
  readonly whenLost?: (depots: readonly string[], tables: Tables) => void;
}

export interface Instance {
  readonly bus: Bus;
  readonly tables: Tables;
  /** In order, as SIGTERM would have it. */
  stop(): Promise<void>;
  /** In the middle of what it does: nothing that runs is waited for. */
  die(): Promise<void>;
}

/** Starts instances of services as an app does, through Nest, and stops them all when the test is over. */
export class Instances {
  private readonly running = new Set<Broker>();

  constructor(private readonly ground: Ground) {}

  async start(asked: ServiceOfTest): Promise<Instance> {
    const broker = this.ground.connect();
    this.running.add(broker);
    const app = await NestFactory.createMicroservice(moduleOf(broker, asked), { strategy: broker.strategy(), logger: false });
    const tables = app.get(Tables, { strict: false });
    tables.whenWhole((depots) => asked.whenWhole?.(depots, tables));
    tables.whenLost((depots) => asked.whenLost?.(depots, tables));
    await app.listen();
    const end = async (graceMs?: number) => {
      this.running.delete(broker);
      await broker.close(graceMs);
      await app.close();
    };
    return { bus: broker.bus, tables, stop: () => end(), die: () => end(0) };
  }

  /** The dead letters of one topic, as they come. */
  async lettersOf(topic: AnyTopic): Promise<Message<typeof deadLetters>[]> {
    const letters: Message<typeof deadLetters>[] = [];
    const collect = (letter: Message<typeof deadLetters>) => {
      if (letter.topic === topic.name) letters.push(letter);
    };
    await this.start({ service: `letters-of-${topic.name}`, on: [on(deadLetters, collect)] });
    return letters;
  }

  /** A bus alone, as the simulator or an outsider has it. */
  bus(): Bus {
    const broker = this.ground.connect();
    this.running.add(broker);
    return broker.bus;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running].map((broker) => broker.close(0)));
    this.running.clear();
  }
}

function moduleOf(broker: Broker, asked: ServiceOfTest): new () => object {
  class Handlers {}
  (asked.on ?? []).forEach(([topic, handler], place) => {
    const name = `handler${place}`;
    const method = { [name]: async (message: unknown, context: MessageContext) => handler(message, context) }[name];
    Object.defineProperty(Handlers.prototype, name, { value: method, writable: true, configurable: true });
    const descriptor = Object.getOwnPropertyDescriptor(Handlers.prototype, name) as TypedPropertyDescriptor<Handler>;
    Handles(topic)(Handlers.prototype, name, descriptor);
    Object.defineProperty(Handlers.prototype, name, descriptor);
  });
  Service(asked.service)(Handlers);
  class App {}
  const { own, everywhere } = asked;
  Module({ imports: [Messaging.over(broker), Messaging.forService(asked.service, { own, everywhere })], controllers: [Handlers] })(App);
  return App;
}

/** Waits for something to come true; says what was waited for when it does not. */
export async function until(what: string, isSo: () => boolean, withinMs = 40_000): Promise<void> {
  for (const giveUpAt = Date.now() + withinMs; !isSo(); ) {
    if (Date.now() > giveUpAt) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await new Promise((again) => setTimeout(again, 10));
  }
}
