import type { Caller } from './outside/caller';
import { HeadroomOne, removeFolder, scratchFolder } from './outside/headroom-one';
import { makeSmallDepot } from './outside/small-depot';
import { until } from './outside/until';

const PASSWORD = 'long-enough-for-a-test';
const SQL = "x'; DROP TABLE depot; --";

describe('bad input over HTTP', () => {
  const data = scratchFolder();
  let headroom: HeadroomOne;
  let admin: Caller;

  beforeAll(async () => {
    headroom = await HeadroomOne.start(data, ['--empty'], PASSWORD);
    admin = await headroom.logIn(PASSWORD);
    await makeSmallDepot(admin, 'depot9');
  }, 120_000);
  afterAll(async () => {
    await headroom?.stop();
    removeFolder(data);
  }, 30_000);

  const at = () => new Date().toISOString();
  const good = (powerW: number) => ({ depot: 'depot9', meter: 'main', at: at(), powerW });
  /** The good row beside the bad one is taken, and is seen. */
  const goesOn = async (powerW: number) => {
    const state = () => admin.get('/api/v1/depots/depot9/state');
    await until(state, ({ buildingLoadKw }) => buildingLoadKw === powerW / 1000, 15_000);
    expect((await fetch(`${headroom.url}/health/ready`)).status).toBe(200);
  };

  test.each<[string, string, () => object]>([
    ['text for a number', 'site-load', () => ({ ...good(1), powerW: '41250' })],
    ['NaN as text', 'site-load', () => ({ ...good(1), powerW: 'NaN' })],
    ['nothing for a number', 'site-load', () => ({ ...good(1), powerW: null })],
    ['a huge load', 'site-load', () => ({ ...good(1), powerW: 1e300 })],
    ['a time in the far future', 'site-load', () => ({ ...good(1), at: '2126-01-01T00:00:00Z' })],
    ['a time that is none', 'site-load', () => ({ ...good(1), at: 'yesterday' })],
    ['an unknown depot', 'site-load', () => ({ ...good(1), depot: 'atlantis' })],
    ['SQL for a depot', 'site-load', () => ({ ...good(1), depot: SQL })],
    ['a list for a row', 'site-load', () => [good(1)]],
    ['a negative power', 'socket-measures', () => ({ socket: 'depot9.cp1.sk1', at: at(), realPowerW: -5 })],
    ['an unknown socket', 'socket-measures', () => ({ socket: 'depot9.cp1.sk7', at: at(), status: 'Charging' })],
    ['an unknown status', 'socket-measures', () => ({ socket: 'depot9.cp1.sk1', at: at(), status: 'Asleep' })],
    ['a charge of 101 %', 'telematics', () => ({ vehicle: 'depot9.van01', at: at(), socPct: 101 })],
    ['SQL for a vehicle', 'telematics', () => ({ vehicle: SQL, at: at(), socPct: 50 })],
    [
      'an answer to a setpoint that nobody knows, with a code that is none',
      'setpoint-responses',
      () => ({ setpointId: 'x', socket: 'depot9.cp1.sk1', resultCode: 9, at: at() }),
    ],
  ])('a row with %s is refused by its index and reason; the good one beside it is taken', async (_says, feed, bad) => {
    const { status, body } = await admin.ask('POST', `/api/v1/feeds/${feed}`, [bad()]);
    expect([status, body.accepted]).toEqual([202, 0]);
    expect(body.rejected).toEqual([{ index: 0, reason: expect.stringMatching(/\w+.*\w+/) }]);
    const powerW = 10_000 + Math.round(Math.random() * 10_000);
    const beside = await admin.ask('POST', '/api/v1/feeds/site-load', [{ ...good(1), depot: 'atlantis' }, good(powerW), 7]);
    expect([beside.body.accepted, beside.body.rejected.map(({ index }: { index: number }) => index)]).toEqual([1, [0, 2]]);
    await goesOn(powerW);
  });

  test.each<[string, string, string, string, number]>([
    ['broken JSON', 'POST', '/api/v1/feeds/site-load', '[{"depot":', 400],
    ['NaN, which is not JSON', 'POST', '/api/v1/feeds/site-load', '[{"depot":"depot9","powerW":NaN}]', 400],
    ['an object for a list', 'POST', '/api/v1/feeds/site-load', '{}', 422],
    ['a body of 5 MB', 'POST', '/api/v1/feeds/site-load', JSON.stringify([{ depot: 'x'.repeat(5_000_000) }]), 413],
    ['a depot of 5 MB', 'POST', '/api/v1/depots', JSON.stringify({ id: 'x'.repeat(5_000_000) }), 413],
    ['broken JSON for a depot', 'PUT', '/api/v1/depots/depot9', '{', 400],
    [
      'a capacity below zero',
      'PATCH',
      '/api/v1/depots/depot9',
      '{"connections":[{"id":"main","capacityKva":-1,"powerFactor":0.95,"bufferKw":2,"meter":"incomer"}]}',
      422,
    ],
    [
      'a capacity in text',
      'PATCH',
      '/api/v1/depots/depot9',
      '{"connections":[{"id":"main","capacityKva":"60","powerFactor":0.95,"bufferKw":2,"meter":"incomer"}]}',
      422,
    ],
    ['a mode that is none', 'PATCH', '/api/v1/depots/depot9/options', '{"mode":"on"}', 422],
    ['a field that is none', 'PATCH', '/api/v1/depots/depot9/options', '{"made":"live"}', 422],
    [
      'SQL in a name',
      'POST',
      '/api/v1/depots',
      JSON.stringify({ id: 'd2', name: SQL, timezone: 'Europe/London', connections: [], feeders: [] }),
      422,
    ],
    [
      'SQL in an id',
      'POST',
      '/api/v1/depots',
      JSON.stringify({ id: SQL, name: 'D', timezone: 'Europe/London', connections: [], feeders: [] }),
      422,
    ],
    [
      'SQL in a registration',
      'POST',
      '/api/v1/depots/depot9/vehicles',
      JSON.stringify({ id: 'v9', registration: SQL, typeId: 'evito' }),
      422,
    ],
    ['a type that is not there', 'POST', '/api/v1/depots/depot9/vehicles', '{"id":"v9","registration":"LX1","typeId":"none"}', 422],
    ['the same id again', 'POST', '/api/v1/depots/depot9/vehicles', '{"id":"van01","registration":"LX1","typeId":"evito"}', 409],
    [
      'a vehicle of a depot that is not there',
      'POST',
      '/api/v1/depots/atlantis/vehicles',
      '{"id":"v9","registration":"LX1","typeId":"evito"}',
      404,
    ],
  ])('%s is refused with a problem that says why', async (_says, method, path, body, status) => {
    const answer = await admin.ask(method, path, body);
    expect(answer).toMatchObject({
      status,
      type: expect.stringContaining('application/problem+json'),
      body: { status, title: expect.any(String), type: expect.any(String) },
    });
    if (status === 422 && method !== 'POST')
      expect(answer.body.errors[0]).toEqual({ path: expect.any(String), message: expect.any(String) });
    const powerW = 10_000 + Math.round(Math.random() * 10_000);
    await admin.does('POST', '/api/v1/feeds/site-load', [good(powerW)]);
    await goesOn(powerW);
  });

  test.each([SQL, '../../etc/passwd', '%00', '__proto__', 'x'.repeat(2_000), 'dépôt'])(
    'a depot called %p in a path is not there, and nothing more',
    async (name) => {
      const { status } = await admin.ask('GET', `/api/v1/depots/${encodeURIComponent(name)}/state`);
      expect([400, 404, 414, 422]).toContain(status);
      expect((await admin.get('/api/v1/depots')).items).toHaveLength(1);
    },
  );

  test('nobody who has no token, a bent one, or one of another Headroom, gets anything', async () => {
    for (const authorization of ['', 'Bearer', 'Bearer x.y.z', `Bearer ${admin.token.slice(0, -4)}AAAA`, 'Basic YWRtaW46YWRtaW4=']) {
      const headers = authorization ? { authorization } : undefined;
      expect([authorization, (await fetch(`${headroom.url}/api/v1/depots`, { headers })).status]).toEqual([authorization, 401]);
    }
  });
});
