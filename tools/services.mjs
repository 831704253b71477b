// npm run services: every service as a process of its own, on Kafka and PostgreSQL; what docker compose does with containers.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const help = `npm run services [-- --empty] [--port 3000] [--data .headroom]

Starts every service of apps/ as a process of its own, and starts again what dies.
  --empty   no depot and no simulator: ready for real ones
  --port    of the portal; the others take the ports after it
  --data    for the embedded PostgreSQL, where DATABASE_URL is not set

Environment: KAFKA_BROKERS (127.0.0.1:9092, where npm run kafka listens), DATABASE_URL, HEADROOM_ADMIN_PASSWORD, HEADROOM_TOKEN_SECRET
(made up where not set).`;

const { values } = parseArgs({
  options: {
    empty: { type: 'boolean', default: false },
    port: { type: 'string', default: '3000' },
    data: { type: 'string', default: process.env.HEADROOM_DATA ?? '.headroom' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

const root = join(import.meta.dirname, '..');
const firstPort = Number(values.port);
const dataDir = resolve(values.data);
const adminPassword = process.env.HEADROOM_ADMIN_PASSWORD ?? (values.empty ? undefined : 'headroom-demo');
if (!adminPassword) {
  console.error('HEADROOM_ADMIN_PASSWORD is not set: with --empty nobody could log in.');
  process.exit(1);
}

const { startEmbeddedPostgres } = await import('../libs/persistence/dist/index.js');
const { demoEstate } = await import('../apps/simulator/dist/index.js');

const database = process.env.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir });
mkdirSync(dataDir, { recursive: true });
const estateFile = join(dataDir, 'demo-estate.json');
if (!values.empty) writeFileSync(estateFile, JSON.stringify(demoEstate()));

const names = ['registry', 'ingest', 'cp-state', 'ev-state', 'capacity-plan', 'headroom', 'priority', 'optimiser', 'control'];
const portOf = new Map([['portal', firstPort], ...[...names, 'simulator'].map((name, index) => [name, firstPort + 1 + index])]);
const services = [...names, 'portal', ...(values.empty ? [] : ['simulator'])];
const common = {
  KAFKA_BROKERS: '127.0.0.1:9092',
  HEADROOM_TOKEN_SECRET: randomBytes(32).toString('hex'),
  ...process.env,
};
const own = {
  registry: { DATABASE_URL: process.env.DATABASE_URL ?? database?.url, ...(values.empty ? {} : { HEADROOM_ESTATE: estateFile }) },
  portal: {
    HEADROOM_ADMIN_PASSWORD: adminPassword,
    REGISTRY_URL: `http://127.0.0.1:${portOf.get('registry')}`,
    INGEST_URL: `http://127.0.0.1:${portOf.get('ingest')}`,
  },
};

const processes = new Map();
let stopping = false;

function start(name) {
  const child = spawn(process.execPath, [join(root, 'apps', name, 'dist', 'main.js')], {
    env: { ...common, ...own[name], PORT: String(portOf.get(name)) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  processes.set(name, child);
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => console.log(`${name.padEnd(13)} ${line}`));
  child.on('exit', (code, signal) => {
    processes.delete(name);
    if (stopping) return;
    console.log(`${name.padEnd(13)} ended (${signal ?? code}); it is started again`);
    setTimeout(() => !stopping && start(name), 1_000);
  });
}

async function isReady(name) {
  return fetch(`http://127.0.0.1:${portOf.get(name)}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Whether somebody listens at `host:port`. */
function answers(address) {
  const { hostname, port } = new URL(`tcp://${address}`);
  return new Promise((resolve) => {
    const line = connect({ host: hostname, port: Number(port), timeout: 3_000 });
    const say = (is) => () => {
      line.destroy();
      resolve(is);
    };
    line.on('connect', say(true)).on('error', say(false)).on('timeout', say(false));
  });
}

async function stop() {
  if (stopping) process.exit(1);
  stopping = true;
  const ends = [...processes.values()].map((child) => new Promise((done) => child.once('exit', done)));
  for (const child of processes.values()) child.kill('SIGTERM');
  await Promise.all(ends);
  await database?.stop();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

if (!(await answers(common.KAFKA_BROKERS.split(',')[0])))
  console.log(`No Kafka answers at ${common.KAFKA_BROKERS}: npm run kafka starts one. The services wait for it.`);
services.forEach(start);
for (;;) {
  const waiting = [];
  for (const name of services) if (!(await isReady(name))) waiting.push(name);
  if (waiting.length === 0) break;
  if (process.stderr.isTTY) process.stderr.write(`\rwaiting for ${waiting.join(', ')}\u001b[K`);
  await new Promise((done) => setTimeout(done, 500));
}
console.log(`Account: admin, password: ${process.env.HEADROOM_ADMIN_PASSWORD ? 'as in HEADROOM_ADMIN_PASSWORD' : adminPassword}`);
console.log(`Headroom is ready at http://localhost:${firstPort}`);
