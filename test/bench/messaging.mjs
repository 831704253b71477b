import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from '../../tools/kafka.mjs';

const require = createRequire(import.meta.url);
const { Module } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { Kafka, logLevel } = require('kafkajs');
const { siteLoad } = require('../../libs/contracts/dist/index.js');
const { EmbeddedBroker, Handles, KafkaBroker, Messaging, Service } = require('../../libs/messaging/dist/index.js');

const messages = 60_000;
const rounds = 5;
const depots = 200;

/**
 * Messages per second through a Nest handler: Headroom's Kafka strategy beside a bare kafkajs eachBatch loop with the same parsing, on the same
 * broker, topic and messages, turn and turn about; and the embedded broker. Each figure is the best of its rounds,
 * since what else runs on the machine can only slow them down.
 */
export async function bench() {
  const embeddedPerS = await embedded();
  const { barePerS, oursPerS } = await onKafka();
  return [
    { name: 'embedded: told, parsed and handled', figure: Math.round(embeddedPerS), unit: 'events/s', target: '>= 100000', peer: '' },
    {
      name: 'Kafka strategy against bare kafkajs',
      figure: Number((oursPerS / barePerS).toFixed(2)),
      unit: 'x',
      target: '>= 0.8',
      peer: `kafkajs eachBatch ${Math.round(barePerS)} msg/s, Headroom ${Math.round(oursPerS)} msg/s`,
    },
  ];
}

async function embedded() {
  const broker = new EmbeddedBroker();
  let handled = 0;
  const app = await listening(broker, 'bench', () => handled++);
  const rates = [];
  for (let round = 0; round < rounds + 1; round++) {
    handled = 0;
    const startedAt = performance.now();
    for (let place = 0; place < 100_000; place++) await broker.bus.tell(siteLoad, reading(place));
    await broker.idle();
    if (handled !== 100_000) throw new Error(`only ${handled} of 100000 were handled`);
    if (round > 0) rates.push((handled / (performance.now() - startedAt)) * 1_000); // the first round warms up
  }
  await app.close();
  return Math.max(...rates);
}

async function onKafka() {
  const dataDir = await mkdtemp(join(tmpdir(), 'headroom-bench-'));
  const kafka = await startKafka({ dataDir });
  try {
    const teller = new KafkaBroker({ brokers: kafka.brokers });
    for (let place = 0; place < messages; place += 2_000) {
      await teller.bus.tell(siteLoad, ...Array.from({ length: 2_000 }, (_, each) => reading(place + each)));
    }
    await teller.close();
    const bare = [];
    const ours = [];
    await bareLoop(kafka.brokers, 'warm');
    await strategy(kafka.brokers, 'warm-too');
    for (let round = 0; round < rounds; round++) {
      bare.push(await bareLoop(kafka.brokers, `bare-${round}`));
      ours.push(await strategy(kafka.brokers, `ours-${round}`));
    }
    return { barePerS: Math.max(...bare), oursPerS: Math.max(...ours) };
  } finally {
    await kafka.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** What one would write by hand: parse, check, resolve, heartbeat; kafkajs commits after each batch, as the strategy does. */
async function bareLoop(brokers, groupId) {
  const consumer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).consumer({ groupId, maxWaitTimeInMs: 100 });
  const rate = rateMeter();
  await consumer.connect();
  await consumer.subscribe({ topics: [siteLoad.name], fromBeginning: true });
  await consumer.run({
    partitionsConsumedConcurrently: 12,
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
      for (const record of batch.messages) {
        rate.count(siteLoad.schema.parse(JSON.parse(record.value.toString())));
        resolveOffset(record.offset);
        await heartbeat();
      }
    },
  });
  const perS = await rate.done;
  await consumer.disconnect();
  return perS;
}

async function strategy(brokers, service) {
  const rate = rateMeter();
  const app = await listening(new KafkaBroker({ brokers }), service, rate.count);
  const perS = await rate.done;
  await app.close();
  return perS;
}

function rateMeter() {
  let handled = 0;
  let startedAt = 0;
  let finish;
  const done = new Promise((resolve) => {
    finish = resolve;
  });
  const count = () => {
    if (handled === 0) startedAt = performance.now();
    if (++handled === messages) finish((handled / (performance.now() - startedAt)) * 1_000);
  };
  return { count, done };
}

/** A service with one handler; the decorators are called by hand, since this file is not compiled. */
async function listening(broker, service, handler) {
  class Handlers {
    async onSiteLoad(message) {
      handler(message);
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(Handlers.prototype, 'onSiteLoad');
  Handles(siteLoad)(Handlers.prototype, 'onSiteLoad', descriptor);
  Object.defineProperty(Handlers.prototype, 'onSiteLoad', descriptor);
  Service(service)(Handlers);
  class App {}
  Module({ imports: [Messaging.over(broker)], controllers: [Handlers] })(App);
  const app = await NestFactory.createMicroservice(App, { strategy: broker.strategy(), logger: false });
  await app.listen();
  return app;
}

function reading(place) {
  const depot = `depot${place % depots}`;
  return { ...siteLoad.example, id: `m-${place}`, depot, meterPath: `${depot}.main` };
}
