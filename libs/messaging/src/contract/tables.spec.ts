import { setTimeout as pause } from 'node:timers/promises';
import { grounds } from './grounds';
import { Instances, on, until } from './instances';
import { depots, freshTopics, reading, socket } from './topics-for-tests';

jest.setTimeout(150_000);

describe.each(grounds)('tables on %s', (_, ground) => {
  const instances = new Instances(ground);
  beforeAll(() => ground.open());
  afterEach(() => instances.stopAll());
  afterAll(() => ground.close());

  it('shows what was told of each socket last, and nothing of one that is gone', async () => {
    const { sockets, service } = freshTopics();
    const { bus, tables } = await instances.start({ service, own: [sockets] });
    const table = tables.of(sockets);

    await bus.tell(
      sockets,
      socket('whitechapel', 6, 2),
      socket('whitechapel', 6, 1),
      socket('whitechapel', 16, 2),
      socket('bermondsey', 8),
    );
    await bus.forget(sockets, 'bermondsey.evc1.sk1');
    await bus.tell(sockets, socket('camden', 10));
    await until('the last row', () => table.get('camden.evc1.sk1') !== undefined);
    await until('the socket is gone', () => table.size === 3);

    expect(table.ofDepot('whitechapel')).toEqual([socket('whitechapel', 6, 1), socket('whitechapel', 16, 2)]);
    expect(table.get('bermondsey.evc1.sk1')).toBeUndefined();
    expect([...table.depots()].sort()).toEqual(['camden', 'whitechapel']);
  });

  it('decides nothing before its tables are whole, and then knows every row that was told before it started', async () => {
    const { readings, sockets, service } = freshTopics();
    const bus = instances.bus();
    await bus.tell(sockets, ...depots.map((depot) => socket(depot, 6)), ...depots.map((depot) => socket(depot, 32)));
    await bus.forget(sockets, 'depot0.evc1.sk1');
    await bus.tell(readings, ...depots.map((depot) => reading(depot, 1)));

    const happened: string[] = [];
    let heard = 0;
    const { tables } = await instances.start({
      service,
      own: [sockets],
      whenWhole: async (whole, whole_tables) => {
        await pause(200);
        happened.push(`whole ${whole.length} with ${whole_tables.of(sockets).size} rows`);
      },
      on: [
        on(readings, ({ depot }) => {
          heard++;
          happened.push(`${depot} at ${tables?.of(sockets).get(`${depot}.evc1.sk1`)?.amps ?? 'no'} A`);
        }),
      ],
    });
    await bus.tell(readings, reading('depot1', 2));
    await until('a reading after the start', () => heard > 0);

    expect(happened[0]).toBe('whole 19 with 19 rows');
    expect(happened).toContain('depot1 at 32 A');
    expect(happened.filter((each) => each.startsWith('depot0 ')).every((each) => each === 'depot0 at no A')).toBe(true);
  });

  it('hears the feeds that waited for the tables', async () => {
    const { readings, sockets, service } = freshTopics();
    const heard: string[] = [];
    const asked = { service, own: [sockets], on: [on(readings, ({ depot }) => void heard.push(depot))] };
    await (await instances.start(asked)).stop();
    const bus = instances.bus();
    await bus.tell(sockets, ...depots.map((depot) => socket(depot, 6)));
    await bus.tell(readings, ...depots.map((depot) => reading(depot, 1)));

    await instances.start(asked);
    await until('all readings', () => heard.length === depots.length);
  });

  it('tells handlers only of changes after the rebuild, once the row has changed', async () => {
    const { sockets, service } = freshTopics();
    const bus = instances.bus();
    await bus.tell(sockets, socket('whitechapel', 6));
    const heard: string[] = [];
    const { tables } = await instances.start({
      service,
      own: [sockets],
      on: [
        on(sockets, (message: object | null, { key }) => {
          heard.push(`${key} ${message === null ? 'gone' : 'changed'} ${tables.of(sockets).get(key)?.amps ?? 'absent'}`);
        }),
      ],
    });

    await bus.tell(sockets, socket('whitechapel', 16));
    await bus.forget(sockets, 'whitechapel.evc1.sk1');
    await until('both changes', () => heard.length === 2);

    expect(heard).toEqual(['whitechapel.evc1.sk1 changed 16', 'whitechapel.evc1.sk1 gone absent']);
  });

  it('moves the rows of a depot with the depot to a second instance', async () => {
    const { sockets, service } = freshTopics();
    const bus = instances.bus();
    await bus.tell(sockets, ...depots.map((depot) => socket(depot, 6)));
    const lost: string[] = [];
    const first = await instances.start({ service, own: [sockets], whenLost: (given) => void lost.push(...given) });
    expect(first.tables.of(sockets).size).toBe(depots.length);

    const second = await instances.start({ service, own: [sockets] });
    const rowsOf = (instance: typeof first) => instance.tables.of(sockets).depots();
    await until('each depot is at one instance', () => rowsOf(first).length + rowsOf(second).length === depots.length);

    expect(rowsOf(second).length).toBeGreaterThan(0);
    expect(rowsOf(first).length).toBeGreaterThan(0);
    expect(lost).toEqual(expect.arrayContaining([...rowsOf(second)]));

    await second.stop();
    await until('the first has them all again', () => rowsOf(first).length === depots.length);
  });

  it('lets two instances handle each depot with its own rows at hand', async () => {
    const { readings, sockets, service } = freshTopics();
    const found: (number | undefined)[] = [];
    const start = async () => {
      const instance = await instances.start({
        service,
        own: [sockets],
        on: [on(readings, ({ depot }) => void found.push(instance.tables.of(sockets).get(`${depot}.evc1.sk1`)?.amps))],
      });
      return instance;
    };
    const { bus } = await start();
    await start();

    await bus.tell(sockets, ...depots.map((depot) => socket(depot, 10)));
    await pause(300);
    await bus.tell(readings, ...depots.map((depot) => reading(depot, 1)));
    await until('all readings', () => found.length >= depots.length);

    expect(new Set(found)).toEqual(new Set([10]));
  });

  it('has a table that is wanted everywhere on every instance, before the service starts', async () => {
    const { sockets, service } = freshTopics();
    const bus = instances.bus();
    await bus.tell(sockets, ...depots.map((depot) => socket(depot, 6)));
    const heard: string[] = [];
    const start = (name: string) =>
      instances.start({ service, everywhere: [sockets], on: [on(sockets, ({ depot }) => void heard.push(`${name} ${depot}`))] });
    const first = await start('first');
    const second = await start('second');
    expect([first, second].map(({ tables }) => tables.of(sockets).size)).toEqual([depots.length, depots.length]);

    await bus.tell(sockets, socket('depot3', 32));
    await until('both have heard', () => heard.length === 2);

    expect(heard.sort()).toEqual(['first depot3', 'second depot3']);
    expect([first, second].map(({ tables }) => tables.of(sockets).get('depot3.evc1.sk1')?.amps)).toEqual([32, 32]);
  });

  it('keeps a row as it was when its update cannot be read', async () => {
    const { sockets, service } = freshTopics();
    const letters = await instances.lettersOf(sockets);
    const { bus, tables } = await instances.start({ service, own: [sockets] });
    await bus.tell(sockets, socket('whitechapel', 16));
    await bus.tellRaw(sockets.name, 'whitechapel.evc1.sk1', Buffer.from('{"amps":'));
    await until('the dead letter', () => letters.length === 1);

    expect(tables.of(sockets).get('whitechapel.evc1.sk1')?.amps).toBe(16);
  });

  it('refuses a table that the service did not ask for', async () => {
    const { sockets, service } = freshTopics();
    const { tables } = await instances.start({ service, on: [on(sockets, () => {})] });

    expect(() => tables.of(sockets)).toThrow(/name it in Messaging.forService/);
  });
});
