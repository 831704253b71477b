import { siteLoad } from '@headroom/contracts';
import { Instances, on } from '../contract/instances';
import { EmbeddedBroker } from './embedded-broker';

describe('the embedded broker', () => {
  it('is idle again only when all that followed from a message has been handled', async () => {
    const { broker, seen, app } = await chained();

    await broker.bus.tell(siteLoad, siteLoad.example);
    await broker.idle();

    expect(seen).toEqual(['m-1', 'm-1+', 'm-1++']);
    await app.stop();
  });

  it('lets timers have their turn while a flood of messages is handled', async () => {
    const { broker, app } = await chained();
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    for (let place = 0; place < 20_000; place++) await broker.bus.tell(siteLoad, { ...siteLoad.example, id: `f-${place}+++` });
    await broker.idle();
    clearInterval(timer);

    expect(ticks).toBeGreaterThan(10);
    await app.stop();
  });

  it('shows a watcher what is told, as it is told', async () => {
    const broker = new EmbeddedBroker();
    const told: unknown[] = [];
    const stop = broker.watch((topic, key, message) => told.push([topic, key, message]));
    await broker.bus.tell(siteLoad, siteLoad.example);
    stop();
    await broker.bus.tell(siteLoad, siteLoad.example);

    expect(told).toEqual([[siteLoad.name, 'whitechapel.main', siteLoad.example]]);
  });
});

/** A service that answers each message with another, twice over. */
async function chained() {
  const broker = new EmbeddedBroker();
  const instances = new Instances({ open: async () => {}, connect: () => broker, close: async () => {} });
  const seen: string[] = [];
  const app = await instances.start({
    service: 'chained',
    on: [
      on(siteLoad, async (message) => {
        if (!message.id.startsWith('f-')) seen.push(message.id);
        if (!message.id.startsWith('f-')) await new Promise((resolve) => setTimeout(resolve, 1));
        if (!message.id.endsWith('++')) await broker.bus.tell(siteLoad, { ...message, id: `${message.id}+` });
      }),
    ],
  });
  return { broker, seen, app };
}
