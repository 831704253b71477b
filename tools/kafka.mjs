#!/usr/bin/env node
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startKafka } from './kafka/server.mjs';

export { startKafka };

const help = `npm run kafka [-- --port 9092] [--data <folder>] [--heap-mb 512]

A real Apache Kafka of one node (KRaft) for development, on 127.0.0.1 only.
The first start fetches it from Maven Central into ~/.cache/headroom; or set KAFKA_HOME.
  --port <n>       where it listens (9092)
  --data <folder>  where it keeps its data (.headroom/kafka)
  --heap-mb <n>    memory of its Java heap (512)
Ctrl-C, or SIGTERM, stops it.`;

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await main();

async function main() {
  let asked;
  try {
    asked = askedFor(process.argv.slice(2));
  } catch (error) {
    console.error(`${error.message}\n\n${help}`);
    process.exitCode = 2;
    return;
  }
  if (asked.help) {
    console.log(help);
    return;
  }
  try {
    const startedAt = Date.now();
    const kafka = await startKafka({ ...asked, say: (line) => console.log(line) });
    console.log(`Kafka is ready at ${kafka.brokers[0]} after ${((Date.now() - startedAt) / 1000).toFixed(1)} s; data in ${asked.dataDir}`);
    let stopping = false;
    for (const signal of ['SIGTERM', 'SIGINT']) {
      process.on(signal, () => {
        stopping = true;
        kafka.stop();
      });
    }
    const code = await kafka.ended();
    if (!stopping) console.error(`Kafka has ended by itself (${code})`);
    process.exitCode = stopping ? 0 : 1;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

function askedFor(args) {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string' }, data: { type: 'string' }, 'heap-mb': { type: 'string' }, help: { type: 'boolean' } },
  });
  return {
    help: values.help ?? false,
    port: wholeNumber('--port', values.port ?? '9092', 1, 65_535),
    dataDir: resolve(values.data ?? join('.headroom', 'kafka')),
    heapMb: wholeNumber('--heap-mb', values['heap-mb'] ?? '512', 128, 65_536),
  };
}

function wholeNumber(name, text, least, most) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`${name} is ${text}, but should be ${least} to ${most}`);
  return number;
}
