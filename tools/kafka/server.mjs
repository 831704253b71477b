import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { kafkaClassPath } from './archive.mjs';

/**
 * Starts one Apache Kafka node (KRaft, broker and controller in one) on 127.0.0.1, and resolves when it answers.
 * @param {{ dataDir: string, port?: number, heapMb?: number, say?: (line: string) => void }} options port: any free one unless given
 * @returns {Promise<{ brokers: string[], stop: () => Promise<void>, kill: () => Promise<void>, restart: () => Promise<void>, ended: () => Promise<number | null> }>}
 */
export async function startKafka({ dataDir, port, heapMb = 512, say }) {
  const classPath = await kafkaClassPath(say);
  const listen = { broker: port ?? (await freePort()), controller: await freePort() };
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const config = join(folder, 'server.properties');
  await writeFile(config, propertiesOf(folder, listen));
  await writeFile(join(folder, 'log4j2.yaml'), logging);
  if (!existsSync(join(folder, 'data', 'meta.properties'))) {
    const format = java(classPath, folder, 256, 'kafka.tools.StorageTool', [
      'format',
      '--cluster-id',
      'SGVhZHJvb21EZXBvdHMhIQ',
      '--config',
      config,
    ]);
    const code = await format.ended;
    if (code !== 0) throw new Error(`Kafka could not format ${folder}:\n${format.output()}`);
  }
  let server = await launch();

  async function launch() {
    const launched = java(classPath, folder, heapMb, 'kafka.Kafka', [config]);
    await answering(launched, listen.broker);
    return launched;
  }
  return {
    brokers: [`127.0.0.1:${listen.broker}`],
    stop: () => end(server, 'in order'),
    kill: () => end(server, 'at once'),
    restart: async () => {
      await end(server, 'in order');
      server = await launch();
    },
    ended: () => server.ended,
  };
}

/** It takes five seconds on an idle machine; a busy one is given time. */
const startWithinMs = 120_000;

/** Runs a server that ends when this process does, however that ends: then its standard input closes. SIGTERM is passed on. */
const keeper = `exec 3<&0
"$@" & server=$!
trap 'kill -TERM $server' TERM INT
(cat <&3 >/dev/null; kill -KILL $server) 2>/dev/null & keeper=$!
wait $server; wait $server; code=$?
kill $keeper 2>/dev/null
exit $code`;

function java(classPath, folder, heapMb, main, args) {
  const flags = [`-Xmx${heapMb}m`, '-Xms128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=4', '-Djava.awt.headless=true'];
  const command = ['java', ...flags, `-Dlog4j2.configurationFile=${join(folder, 'log4j2.yaml')}`, '-cp', classPath, main, ...args];
  const child = spawn('sh', ['-c', keeper, 'kafka', ...command], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, LOG_DIR: folder },
  });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      tail = `${tail}${data}`.slice(-8_000);
    });
  }
  const ended = new Promise((done) => {
    child.on('exit', (code) => done(code));
    child.on('error', (error) => {
      tail += `java does not start: ${error.message}; install a Java runtime of version 17 or newer`;
      done(-1);
    });
  });
  return { child, ended, output: () => tail };
}

async function answering(server, port) {
  let over = false;
  server.ended.then(() => {
    over = true;
  });
  for (const giveUpAt = Date.now() + startWithinMs; Date.now() < giveUpAt; await pause(100)) {
    if (over) throw new Error(`Kafka ended while it was starting:\n${server.output()}`);
    if (await answers(port)) return;
  }
  server.child.stdin.destroy();
  throw new Error(`Kafka has not started within ${startWithinMs / 1000} s:\n${server.output()}`);
}

async function end(server, how) {
  const kill = () => server.child.stdin.destroy();
  if (how === 'at once') kill();
  else server.child.kill('SIGTERM');
  const stubborn = setTimeout(kill, 15_000);
  await server.ended;
  clearTimeout(stubborn);
}

/** The port opens before the broker is of use, so it is asked something that only a broker in service can say. */
async function answers(port) {
  const admin = new Kafka({
    brokers: [`127.0.0.1:${port}`],
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
    connectionTimeout: 500,
  }).admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** Loopback only. Small segments and a busy cleaner, so that compaction is seen in development too. */
function propertiesOf(folder, { broker, controller }) {
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=PLAINTEXT://127.0.0.1:${broker},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${broker}
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
log.dirs=${join(folder, 'data')}
num.partitions=12
default.replication.factor=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
auto.create.topics.enable=false
num.network.threads=2
num.io.threads=2
log.cleaner.dedupe.buffer.size=8388608
log.cleaner.backoff.ms=5000
log.index.size.max.bytes=65536
`;
}

const logging = `Configuration:
  Appenders:
    Console:
      name: STDOUT
      PatternLayout: { pattern: "%d %p %m (%c{1})%n" }
  Loggers:
    Root: { level: WARN, AppenderRef: [{ ref: STDOUT }] }
`;
