import { setTimeout as pause } from 'node:timers/promises';
import { grounds } from './grounds';
import { Instances, on, until } from './instances';
import { depots, freshTopics, reading, socket } from './topics-for-tests';

jest.setTimeout(150_000);

describe.each(grounds)('what goes wrong on %s', (_, ground) => {
  const instances = new Instances(ground);
  beforeAll(() => ground.open());
  afterEach(() => instances.stopAll());
  afterAll(() => ground.close());

  it('delivers a message again that an instance died over', async () => {
    const { readings, service } = freshTopics();
    let begun = 0;
    const dying = await instances.start({ service, on: [on(readings, () => new Promise<void>(() => void begun++))] });
    await dying.bus.tell(readings, reading('whitechapel', 7));
    await until('the message has begun', () => begun === 1);
    const heard: number[] = [];
    await dying.die();
    await instances.start({ service, on: [on(readings, ({ count }) => void heard.push(count))] });

    await until('the message again', () => heard.length === 1);
    expect(heard).toEqual([7]);
  });

  it('leaves what a dead instance had not finished to the one that is left', async () => {
    const { readings, service } = freshTopics();
    const heard = new Set<string>();
    const { bus } = await instances.start({ service, on: [on(readings, ({ depot }) => void heard.add(depot))] });
    let begun = 0;
    const dying = await instances.start({ service, on: [on(readings, () => new Promise<void>(() => void begun++))] });
    await bus.tell(readings, ...depots.map((depot) => reading(depot, 1)));
    await until('some have begun', () => begun > 0);
    await dying.die();

    await until('every depot is heard', () => heard.size === depots.length);
  });

  it('finishes the message it is at when it is asked to stop', async () => {
    const { readings, service } = freshTopics();
    const heard: number[] = [];
    let begun = false;
    const asked = {
      service,
      on: [
        on(readings, async ({ count }) => {
          begun = true;
          await pause(300);
          heard.push(count);
        }),
      ],
    };
    const stopping = await instances.start(asked);
    await stopping.bus.tell(readings, reading('whitechapel', 1));
    await until('the message has begun', () => begun);
    const startedAt = Date.now();
    await stopping.stop();

    expect(heard).toEqual([1]);
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    await instances.start(asked);
    await pause(500);
    expect(heard).toEqual([1]);
  });

  it('tries a message three times, then buries it with reason and bytes, and goes on', async () => {
    const { readings, service } = freshTopics();
    const letters = await instances.lettersOf(readings);
    const heard: number[] = [];
    const { bus } = await instances.start({
      service,
      on: [
        on(readings, ({ count }) => {
          heard.push(count);
          if (count === 1) throw new Error('the meter cannot be 1');
        }),
      ],
    });

    await bus.tell(readings, reading('whitechapel', 1), reading('whitechapel', 2));
    await until('the next message', () => heard.includes(2));
    await until('the dead letter', () => letters.length === 1);

    expect(heard).toEqual([1, 1, 1, 2]);
    expect(letters[0]).toMatchObject({ topic: readings.name, service, originalKey: 'whitechapel.main', reason: 'the meter cannot be 1' });
    expect(JSON.parse(Buffer.from(letters[0]?.bytes ?? '', 'base64').toString())).toEqual(reading('whitechapel', 1));
  });

  it('buries nothing that succeeds on a later try', async () => {
    const { readings, service } = freshTopics();
    const letters = await instances.lettersOf(readings);
    let tries = 0;
    const { bus } = await instances.start({
      service,
      on: [
        on(readings, () => {
          if (++tries < 3) throw new Error('the database is away');
        }),
      ],
    });

    await bus.tell(readings, reading('whitechapel', 1));
    await until('the third try', () => tries === 3);
    await pause(200);
    expect(letters).toEqual([]);
  });

  it('buries each message that nobody can read, names what is wrong, and hears the next', async () => {
    const { readings, service } = freshTopics();
    const letters = await instances.lettersOf(readings);
    const heard: number[] = [];
    const { bus } = await instances.start({ service, on: [on(readings, ({ count }) => void heard.push(count))] });
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const unreadable = [
      '{not json',
      '',
      'null',
      '42',
      '[]',
      '{"depot":"whitechapel"}',
      '{"depot":"whitechapel","meter":"whitechapel.main","count":-1}',
      deep,
    ];

    for (const text of unreadable) await bus.tellRaw(readings.name, 'whitechapel.main', Buffer.from(text));
    await bus.tellRaw(readings.name, null, Buffer.from([0xff, 0xfe, 0x00]));
    await bus.tellRaw(readings.name, 'whitechapel.main', null);
    await bus.tell(readings, reading('whitechapel', 5));
    await until('the next message', () => heard.length === 1);
    await until('the dead letters', () => letters.length === unreadable.length + 2);

    expect(heard).toEqual([5]);
    const reasonOf = (text: string) => letters.find(({ bytes }) => Buffer.from(bytes, 'base64').toString() === text)?.reason;
    expect(reasonOf('{not json')).toMatch(/^not JSON/);
    expect(reasonOf('{"depot":"whitechapel"}')).toMatch(/meter: .*; count: /);
    expect(reasonOf('{"depot":"whitechapel","meter":"whitechapel.main","count":-1}')).toMatch(/^count: /);
    expect(letters.map(({ reason }) => reason)).toContain('a feed has no tombstones');
  });

  it('refuses a row that is filed under the key of another', async () => {
    const { sockets, service } = freshTopics();
    const letters = await instances.lettersOf(sockets);
    const { bus, tables } = await instances.start({ service, own: [sockets] });

    await bus.tellRaw(sockets.name, 'whitechapel.evc1.sk1', Buffer.from(JSON.stringify(socket('bermondsey', 32))));
    await until('the dead letter', () => letters.length === 1);

    expect(letters[0]?.reason).toMatch(/its key is "whitechapel.evc1.sk1" but its socket is "bermondsey.evc1.sk1"/);
    expect(tables.of(sockets).size).toBe(0);
  });

  it('does not let a service tell what nobody could read', async () => {
    const { readings, service } = freshTopics();
    const heard: number[] = [];
    const { bus } = await instances.start({ service, on: [on(readings, ({ count }) => void heard.push(count))] });

    await expect(bus.tell(readings, reading('whitechapel', 1), reading('whitechapel', Number.NaN))).rejects.toThrow(/count/);
    await bus.tell(readings, reading('whitechapel', 3));
    await until('a good message', () => heard.length > 0);

    expect(heard).toEqual([3]);
  });
});
