import { setTimeout as pause } from 'node:timers/promises';
import { KafkaGround } from './grounds';
import { Instances, on, until } from './instances';
import { freshTopics, reading, socket } from './topics-for-tests';

jest.setTimeout(240_000);

describe('when Apache Kafka goes away', () => {
  const ground = new KafkaGround();
  const instances = new Instances(ground);
  beforeAll(() => ground.open());
  afterEach(() => instances.stopAll());
  afterAll(() => ground.close());

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'goes on with whole tables when it comes back after a %s, and loses nothing that was told',
    async (signal) => {
      const { readings, sockets, service } = freshTopics();
      const heard = new Set<number>();
      const { bus, tables } = await instances.start({ service, own: [sockets], on: [on(readings, ({ count }) => void heard.add(count))] });
      await bus.tell(sockets, socket('whitechapel', 16));
      let told = 0;
      let telling = true;
      const teller = (async () => {
        while (telling) {
          await bus.tell(readings, reading('whitechapel', told));
          told++;
          await pause(20);
        }
      })();
      await until('some readings', () => heard.size > 5);

      await ground.restart(signal);
      const toldAtRestart = told;
      await until('told again', () => told > toldAtRestart + 5, 60_000);
      telling = false;
      await teller;

      await until('every reading that was told', () => heard.size === told, 60_000);
      await until('the table is whole', () => tables.of(sockets).get('whitechapel.evc1.sk1')?.amps === 16);
    },
  );
});
