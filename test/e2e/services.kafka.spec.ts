import { Kafka, logLevel } from 'kafkajs';
import { KafkaProcess } from '../../libs/messaging/src/contract/kafka-process';
import { Caller } from './outside/caller';
import { FeederWatch } from './outside/feeder-watch';
import { freePorts } from './outside/free-ports';
import { removeFolder, scratchFolder } from './outside/headroom-one';
import { childrenOf, isAlive, processesNaming, residentMb, StartedProcess } from './outside/started-process';
import { pause, until } from './outside/until';

const ms = (duration: number) => `${Math.round(duration)} ms`;
const SERVICES = [
  'portal',
  'registry',
  'ingest',
  'cp-state',
  'ev-state',
  'capacity-plan',
  'headroom',
  'priority',
  'optimiser',
  'control',
  'simulator',
];

describe('npm run services, on a real Kafka', () => {
  const data = scratchFolder();
  let kafka: KafkaProcess;
  let runner: StartedProcess;
  let firstPort: number;
  let admin: Caller;

  beforeAll(async () => {
    kafka = await KafkaProcess.start();
    firstPort = await freePorts(SERVICES.length);
    runner = StartedProcess.node('tools/services.mjs', ['--port', String(firstPort), '--data', data], {
      KAFKA_BROKERS: kafka.brokers.join(),
    });
    const readyMs = await runner.says('Headroom is ready at', 180_000);
    console.info(`${SERVICES.length} services ready after ${(readyMs / 1000).toFixed(1)} s`);
    admin = await Caller.logIn(`http://127.0.0.1:${firstPort}`, 'headroom-demo');
  }, 240_000);
  afterAll(async () => {
    await runner?.end();
    await kafka?.stop();
    removeFolder(data);
  }, 60_000);

  const processOf = (service: string) => childrenOf(runner.pid).find(({ command }) => command.includes(`apps/${service}/dist/main.js`));
  const socketsOf = async (depot: string): Promise<{ setpointA: number | null; setpointState: string }[]> =>
    (await admin.get(`/api/v1/depots/${depot}/state`)).sockets;

  test('runs every service in a process of its own, each of them ready', async () => {
    const answers = await Promise.all(SERVICES.map((_, index) => fetch(`http://127.0.0.1:${firstPort + index}/health/ready`)));
    expect(answers.map(({ status }) => status)).toEqual(SERVICES.map(() => 200));
    const megabytes = SERVICES.map((service) => [service, residentMb(processOf(service)?.pid ?? -1)] as const);
    console.info(megabytes.map(([service, mb]) => `${service} ${mb} MB`).join(', '));
    expect(new Set(SERVICES.map((service) => processOf(service)?.pid)).size).toBe(SERVICES.length);
  });

  test('charges in the nine depots', async () => {
    const depots: string[] = (await admin.get('/api/v1/depots')).items.map(({ id }: { id: string }) => id);
    expect(depots).toHaveLength(9);
    const charging = async () => {
      const states = await Promise.all(depots.map(socketsOf));
      return states.filter((sockets) =>
        sockets.some(({ setpointA, setpointState }) => (setpointA ?? 0) >= 6 && setpointState === 'confirmed'),
      ).length;
    };
    await until(charging, (count) => count >= 7, 120_000, 2_000);
  }, 130_000);

  /** Looks at every feeder of every depot four times a second until it is stopped; tells those that were promised more than they take. */
  async function watchFeeders(): Promise<{ stop(): Promise<{ looks: number; past: string[] }> }> {
    const depots: string[] = (await admin.get('/api/v1/depots')).items.map(({ id }: { id: string }) => id);
    const feeders = new Map(await Promise.all(depots.map(async (depot) => [depot, await FeederWatch.of(admin, depot)] as const)));
    let looks = 0;
    let goesOn = true;
    const watching = (async () => {
      for (; goesOn; looks++) {
        for (const [depot, watch] of feeders) watch.look((await admin.get(`/api/v1/depots/${depot}/state`)).sockets);
        await pause(250);
      }
    })();
    return {
      async stop() {
        goesOn = false;
        await watching;
        return { looks, past: [...feeders.values()].flatMap((watch) => watch.past) };
      },
    };
  }

  /** What the sockets of a depot were told in all; those of the small depots have one phase. */
  const toldKw = async (depot: string) => (await socketsOf(depot)).reduce((sum, { setpointA }) => sum + 0.23 * (setpointA ?? 32), 0);

  /** A lower capacity, agreed while the service is dead, is obeyed by the one that is started again. */
  test.each([
    ['control', 'camden', 34],
    ['headroom', 'victoria', 40],
  ])(
    '%s, killed, is started again, and controls its depots within 15 s from its tables alone',
    async (service, depot, capacityKva) => {
      const capacityKw = capacityKva * 0.95;
      const { connections } = await admin.get(`/api/v1/depots/${depot}`);
      const mostKw = capacityKw - connections[0].bufferKw;
      await until(
        () => toldKw(depot),
        (kw) => kw > mostKw,
        200_000,
        1_000,
      );

      const feeders = await watchFeeders();
      const killed = processOf(service)?.pid ?? -1;
      const killedAt = performance.now();
      process.kill(killed, 'SIGKILL');
      await admin.does('PATCH', `/api/v1/depots/${depot}`, { connections: [{ ...connections[0], capacityKva }] });
      await until(
        () => processOf(service)?.pid ?? killed,
        (pid) => pid !== killed,
        10_000,
        50,
      );
      const startedAt = performance.now();
      await until(
        () => toldKw(depot),
        (kw) => kw <= mostKw,
        60_000,
        100,
      );
      const afterMs = performance.now() - startedAt;
      console.info(
        `${service}: a process again ${ms(startedAt - killedAt)} after the kill; its depot under the new limit ${ms(afterMs)} after that`,
      );
      const { looks, past } = await feeders.stop();
      expect([looks > 10, past]).toEqual([true, []]);
      expect(afterMs).toBeLessThan(15_000);
    },
    300_000,
  );

  test('lays bad bytes from outside aside with their reason, and goes on with the good rows beside them', async () => {
    const client = new Kafka({ brokers: kafka.brokers, logLevel: logLevel.NOTHING });
    const producer = client.producer();
    await producer.connect();
    const row = { depot: 'bexleyheath', meter: 'main', at: new Date().toISOString(), powerW: 4_321 };
    await producer.send({
      topic: 'outside.site-load',
      messages: [
        { key: 'bexleyheath', value: 'not JSON {' },
        { key: 'bexleyheath', value: Buffer.from([0xff, 0xfe, 0x00]) },
        { key: 'bexleyheath', value: JSON.stringify({ ...row, powerW: 'NaN' }) },
        { key: 'bexleyheath', value: JSON.stringify({ ...row, depot: 'atlantis' }) },
        { key: null, value: JSON.stringify(row) },
        { key: 'bexleyheath', value: JSON.stringify({ ...row, powerW: 4_322 }) },
      ],
    });
    const topics = client.admin();
    await until(
      () => topics.listTopics(),
      (names) => names.includes('dead.letters'),
      30_000,
    );
    await topics.disconnect();
    const seen: { topic: string; text: string }[] = [];
    const consumer = client.consumer({ groupId: 'outsider' });
    await consumer.connect();
    await consumer.subscribe({ topics: ['dead.letters', 'feeds.site-load'], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ topic, message }) => {
        seen.push({ topic, text: String(message.value) });
      },
    });
    try {
      const good = (powerW: number) => seen.some(({ topic, text }) => topic === 'feeds.site-load' && text.includes(`"powerW":${powerW}`));
      const dead = () => seen.filter(({ topic }) => topic === 'dead.letters').map(({ text }) => JSON.parse(text));
      await until(
        () => [dead().length, good(4_321), good(4_322)],
        ([count, one, other]) => count === 4 && one === true && other === true,
        30_000,
      );
      for (const { reason, topic } of dead()) expect([topic, reason]).toEqual(['outside.site-load', expect.stringMatching(/\w+/)]);
      expect(dead().some(({ reason }) => reason.includes('atlantis'))).toBe(true);
    } finally {
      await producer.disconnect();
      await consumer.disconnect();
    }
  }, 60_000);

  test('a body of 5 MB is refused at the one door, and what comes after it is taken', async () => {
    const huge = JSON.stringify([{ depot: 'x'.repeat(5_000_000) }]);
    expect((await admin.ask('POST', '/api/v1/feeds/site-load', huge)).status).toBe(413);
    const row = { depot: 'bexleyheath', meter: 'main', at: new Date().toISOString(), powerW: 4_400 };
    expect((await admin.ask('POST', '/api/v1/feeds/site-load', [row])).body).toEqual({ accepted: 1, rejected: [] });
  });

  test('ends within 10 s of SIGTERM and leaves nobody behind', async () => {
    const pids = childrenOf(runner.pid).map(({ pid }) => pid);
    expect(pids.length).toBeGreaterThanOrEqual(SERVICES.length);
    const { code, afterMs } = await runner.end();
    console.info(`ended after ${Math.round(afterMs)} ms`);
    expect([code, afterMs < 10_000]).toEqual([0, true]);
    await until(
      () => [...pids.filter(isAlive), ...processesNaming(data)],
      (left) => left.length === 0,
      10_000,
    );
  }, 30_000);
});
