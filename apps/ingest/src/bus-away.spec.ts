import { type DepotDossier, depotDossiers } from '@headroom/contracts';
import { Bus, type Table, Tables } from '@headroom/messaging';
import { Problem, VirtualClock } from '@headroom/service-kit';
import { Logger } from '@nestjs/common';
import { FeedsController } from './feeds.controller';
import { Ingest } from './ingest';
import { NOW } from './testing/ingest-bench';

const away = () => Promise.reject(new Error('no broker answers'));
class BusAway extends Bus {
  tell = away;
  forget = away;
  tellRaw = away;
}
class OneDepot extends Tables {
  of<T extends object>(): Table<T> {
    const rows = new Map<string, DepotDossier>([[depotDossiers.example.depot, depotDossiers.example]]);
    const table = { get: (key: string) => rows.get(key), all: () => rows.values(), ofDepot: () => [], depots: () => [], size: 1 };
    return table as unknown as Table<T>;
  }
  whenWhole() {}
  whenLost() {}
}

describe('rows that come while the message bus is away', () => {
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => Logger.overrideLogger(['error', 'warn', 'log']));

  const feeds = new FeedsController(new Ingest(new BusAway(), new OneDepot(), new VirtualClock(NOW)));
  const caller = { sub: 'meter', role: 'feed', exp: 0 } as const;

  it('are not taken, and the sender is told to send them again', async () => {
    const row = { depot: 'whitechapel', meter: 'main', at: '2026-11-23T17:00:00Z', powerW: 5 };
    const refusal = await feeds.siteLoad([row], caller).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Problem);
    expect((refusal as Problem).document).toMatchObject({ status: 503, title: 'The rows were not taken' });
  });

  it('are refused all the same when they are wrong, for that needs no bus', async () => {
    expect(await feeds.siteLoad([{}], caller)).toMatchObject({ accepted: 0 });
  });
});
