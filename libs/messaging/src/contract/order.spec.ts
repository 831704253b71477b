import { setTimeout as pause } from 'node:timers/promises';
import { grounds, partitions } from './grounds';
import { Instances, on, until } from './instances';
import { depots, freshTopics, reading, socket } from './topics-for-tests';

jest.setTimeout(150_000);

describe.each(grounds)('order on %s', (_, ground) => {
  const instances = new Instances(ground);
  beforeAll(() => ground.open());
  afterEach(() => instances.stopAll());
  afterAll(() => ground.close());

  it('hands over what a depot says in the order in which it was said', async () => {
    const { readings, service } = freshTopics();
    const heard: [string, number][] = [];
    const { bus } = await instances.start({
      service,
      on: [
        on(readings, async ({ depot, count }) => {
          if (count % 3 === 0) await pause(1);
          heard.push([depot, count]);
        }),
      ],
    });

    await bus.tell(readings, ...Array.from({ length: 20 }, (_, count) => depots.map((depot) => reading(depot, count))).flat());
    await until('all readings', () => heard.length === 400);

    for (const depot of depots) {
      expect(heard.filter(([said]) => said === depot).map(([, count]) => count)).toEqual(Array.from({ length: 20 }, (_, count) => count));
    }
  });

  it('keeps the order of what is told one by one without waiting', async () => {
    const { readings, service } = freshTopics();
    const heard: number[] = [];
    const { bus } = await instances.start({ service, on: [on(readings, ({ count }) => void heard.push(count))] });

    await Promise.all(Array.from({ length: 500 }, (_, count) => bus.tell(readings, reading('whitechapel', count))));
    await until('all readings', () => heard.length === 500);

    expect(heard).toEqual(Array.from({ length: 500 }, (_, count) => count));
  });

  it('works on one message of a depot at a time, though they come on several topics', async () => {
    const { readings, switchings, service } = freshTopics();
    const working = new Map<number, number>();
    let most = 0;
    let handled = 0;
    const work = async (_message: object, { partition }: { partition: number }) => {
      working.set(partition, (working.get(partition) ?? 0) + 1);
      most = Math.max(most, working.get(partition) ?? 0);
      await pause(1);
      working.set(partition, (working.get(partition) ?? 0) - 1);
      handled++;
    };
    const { bus } = await instances.start({ service, on: [on(readings, work), on(switchings, work)] });

    await bus.tell(readings, ...depots.flatMap((depot) => [reading(depot, 1), reading(depot, 2)]));
    await bus.tell(switchings, ...depots.flatMap((depot) => [socket(depot, 6), socket(depot, 8)]));
    await until('all handled', () => handled === 80);

    expect(most).toBe(1);
  });

  it('deals the depots out to two instances, all topics of a depot to the same one', async () => {
    const { readings, switchings, service } = freshTopics();
    const heard: { instance: number; topic: string; depot: string; partition: number }[] = [];
    const start = (instance: number) => {
      const note = ({ depot }: { depot: string }, { topic, partition }: { topic: string; partition: number }) =>
        void heard.push({ instance, topic, depot, partition });
      return instances.start({ service, on: [on(readings, note), on(switchings, note)] });
    };
    const { bus } = await start(1);
    await start(2);

    await bus.tell(readings, ...depots.map((depot) => reading(depot, 1)));
    await bus.tell(switchings, ...depots.map((depot) => socket(depot, 6)));
    await until('all handled', () => heard.length >= 40);

    expect(new Set(heard.map(({ instance }) => instance))).toEqual(new Set([1, 2]));
    for (const depot of depots) {
      const ofDepot = heard.filter((each) => each.depot === depot);
      expect(new Set(ofDepot.map(({ instance }) => instance)).size).toBe(1);
      expect(new Set(ofDepot.map(({ partition }) => partition)).size).toBe(1);
    }
    expect(new Set(heard.map(({ partition }) => partition)).size).toBe(partitions);
  });

  it('gives an instance its depots back when the other stops', async () => {
    const { readings, service } = freshTopics();
    const heard: string[] = [];
    const { bus } = await instances.start({ service, on: [on(readings, ({ depot }) => void heard.push(depot))] });
    const other = await instances.start({ service, on: [on(readings, () => {})] });
    await other.stop();

    await bus.tell(readings, ...depots.map((depot) => reading(depot, 1)));
    await until('all handled by the one that is left', () => heard.length === depots.length);
  });

  it('goes on after a stop where it left off', async () => {
    const { readings, service } = freshTopics();
    const heard: number[] = [];
    const asked = { service, on: [on(readings, ({ count }) => void heard.push(count))] };
    const before = await instances.start(asked);
    await before.bus.tell(readings, reading('whitechapel', 1));
    await until('the first reading', () => heard.length === 1);
    await before.stop();

    await instances.bus().tell(readings, reading('whitechapel', 2));
    await instances.start(asked);
    await until('the second reading', () => heard.length === 2);

    expect(heard).toEqual([1, 2]);
  });
});
