import { siteLoad } from '@headroom/contracts';
import { type TestDatabase, testDatabase } from '../database/test-database';
import { CreateOutbox1795000000000 } from './create-outbox';
import { addTombstoneToOutbox, addToOutbox, type OutboxEntry } from './outbox';
import { OutboxRelay } from './outbox-relay';

jest.setTimeout(30_000);
let database: TestDatabase;
let relays: OutboxRelay[] = [];
beforeEach(async () => {
  database = await testDatabase({ schema: 'outboxes', entities: [], migrations: [CreateOutbox1795000000000] });
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
  await database.close();
});

const reading = (depot: string, powerW: number) => ({ ...siteLoad.example, depot, meter: 'main', meterPath: `${depot}.main`, powerW });
const agree = (depot: string, powerW: number) =>
  database.dataSource.transaction((manager) => addToOutbox(manager, siteLoad, reading(depot, powerW) as never));
function relayTo(tell: (entry: OutboxEntry) => Promise<void>, errors: unknown[] = []): OutboxRelay & { poll(): Promise<void> } {
  let poll: () => void | Promise<void> = () => {};
  const every = (_ms: number, run: () => void | Promise<void>) => {
    poll = run;
    return () => {};
  };
  const relay = new OutboxRelay({ dataSource: database.dataSource, tell, every, onError: (error) => errors.push(error) });
  relays.push(relay);
  return Object.assign(relay, { poll: async () => poll() });
}
const left = async () => (await database.dataSource.query('SELECT count(*)::int AS rows FROM outbox'))[0].rows;
const figureOf = ({ message }: OutboxEntry) => (message as { powerW: number }).powerW;

describe('the outbox', () => {
  test('tells what was agreed, in order, and then has nothing left', async () => {
    const told: number[] = [];
    for (const powerW of [1, 2, 3]) await agree('camden', powerW);
    await relayTo(async (entry) => void told.push(figureOf(entry))).wake();
    expect(told).toEqual([1, 2, 3]);
    expect(await left()).toBe(0);
  });

  test('tells nothing of a change that was rolled back', async () => {
    const told: OutboxEntry[] = [];
    const change = database.dataSource.transaction(async (manager) => {
      await addToOutbox(manager, siteLoad, reading('camden', 1) as never);
      throw new Error('refused');
    });
    await expect(change).rejects.toThrow('refused');
    await relayTo(async (entry) => void told.push(entry)).wake();
    expect(told).toEqual([]);
  });

  test('refuses a message that does not fit its topic before the change is agreed', async () => {
    await expect(agree('camden', Number.NaN)).rejects.toThrow();
    expect(await left()).toBe(0);
  });

  test('tells that a row is gone', async () => {
    const told: OutboxEntry[] = [];
    await addTombstoneToOutbox(database.dataSource.manager, siteLoad, 'camden.main');
    await relayTo(async (entry) => void told.push(entry)).wake();
    expect(told).toMatchObject([{ topic: siteLoad.name, key: 'camden.main', message: null }]);
  });

  test('what a process agreed before it was killed is told by the next one', async () => {
    await agree('camden', 1);
    const told: number[] = [];
    const next = relayTo(async (entry) => void told.push(figureOf(entry)));
    next.start();
    await next.wake();
    expect(told).toEqual([1]);
  });

  test('killed after telling and before noting it, it tells again rather than never', async () => {
    await agree('camden', 1);
    const told: number[] = [];
    const errors: unknown[] = [];
    const killed = relayTo(async (entry) => {
      told.push(figureOf(entry));
      await database.dataSource.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
      );
    }, errors);
    await killed.wake();
    expect(errors).toHaveLength(1);
    await relayTo(async (entry) => void told.push(figureOf(entry))).wake();
    expect(told).toEqual([1, 1]);
    expect(await left()).toBe(0);
  });

  test('while the bus does not take it, it waits and keeps its order; other depots are served', async () => {
    const told: string[] = [];
    const errors: unknown[] = [];
    let camdenIsDown = true;
    for (const [depot, powerW] of [
      ['camden', 1],
      ['camden', 2],
      ['victoria', 3],
    ] as const)
      await agree(depot, powerW);
    const relay = relayTo(async (entry) => {
      if (camdenIsDown && entry.key.startsWith('camden')) throw new Error('not now');
      told.push(`${entry.key.split('.')[0]} ${figureOf(entry)}`);
    }, errors);
    relay.start();
    await relay.wake();
    expect(told).toEqual(['victoria 3']);
    expect(errors.length).toBeGreaterThan(0);
    camdenIsDown = false;
    await relay.poll();
    expect(told).toEqual(['victoria 3', 'camden 1', 'camden 2']);
  });

  test('three instances at once tell everything, each depot in its order', async () => {
    const depots = ['camden', 'victoria', 'islington', 'dartford', 'orpington'];
    const told: Record<string, number[]> = {};
    const relays = [1, 2, 3].map(() =>
      relayTo(async (entry) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
        const depot = entry.key.split('.')[0] ?? '';
        told[depot] = [...(told[depot] ?? []), figureOf(entry)];
      }),
    );
    for (let powerW = 0; powerW < 20; powerW++) {
      await Promise.all(depots.map((depot) => agree(depot, powerW)));
      for (const relay of relays) void relay.wake();
    }
    while ((await left()) > 0) await Promise.all(relays.map((relay) => relay.wake()));
    const once = (figures: number[] = []) => figures.filter((figure, i) => figures.indexOf(figure) === i);
    for (const depot of depots) expect(once(told[depot])).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });
});
