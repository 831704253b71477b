import { Tokens } from '@headroom/service-kit';
import { freshRegistry, type RunningRegistry } from './testing/running-registry';
import { addWhitechapel, doubleUnit, evc0010, evito, monday, van07, whitechapel } from './testing/whitechapel';

jest.setTimeout(30_000);
let registry: RunningRegistry;
beforeAll(async () => {
  registry = await freshRegistry();
  await addWhitechapel(registry);
});
afterAll(() => registry.close());

const at = '/depots/whitechapel';
const another = { ...whitechapel, id: 'camden' };
const feeders = (...all: [string, string, number?][]) => all.map(([id, parent, limitA = 100]) => ({ id, parent, limitA }));
const profile = { id: 'p', connectionId: 'main', validFrom: '2026-11-01', validTo: '2026-11-30', limitsKw: Array(48).fill(null) };
const window = {
  unit: '7d9c6a52-6f0e-4a39-9a0e-0d8f7f4f8f11',
  product: 'A',
  from: '2026-07-01T18:00:00Z',
  until: '2026-07-01T19:00:00Z',
  maxTurnDownKw: 1,
};

describe('what cannot be right is refused by its field', () => {
  test.each<[string, string, unknown, string]>([
    ['SQL for an id', '/depots', { ...another, id: "x'; DROP TABLE depots; --" }, 'id'],
    ['SQL for a name', '/depots', { ...another, name: "Robert'); DROP TABLE depots; --" }, 'name'],
    ['an unknown time zone', '/depots', { ...another, timezone: 'Europe/Atlantis' }, 'timezone'],
    ['a path for a time zone', '/depots', { ...another, timezone: '../../etc/passwd' }, 'timezone'],
    ['no name', '/depots', { ...another, name: undefined }, 'name'],
    [
      'a capacity that is text',
      '/depots',
      { ...another, connections: [{ id: 'main', capacityKva: 'NaN', meter: 'incomer' }] },
      'connections/0/capacityKva',
    ],
    [
      'a capacity below 0',
      '/depots',
      { ...another, connections: [{ id: 'main', capacityKva: -1, meter: 'incomer' }] },
      'connections/0/capacityKva',
    ],
    [
      'a capacity in VA',
      '/depots',
      { ...another, connections: [{ id: 'main', capacityKva: 220_000_000, meter: 'incomer' }] },
      'connections/0/capacityKva',
    ],
    [
      'a power factor of a percentage',
      '/depots',
      { ...another, connections: [{ id: 'main', capacityKva: 1, powerFactor: 95, meter: 'incomer' }] },
      'connections/0/powerFactor',
    ],
    ['a meter nobody knows', '/depots', { ...another, connections: [{ id: 'main', capacityKva: 1, meter: 'gas' }] }, 'connections/0/meter'],
    ['a misspelt field', '/depots', { ...another, timeZone: 'Europe/London' }, ''],
    ['a feeder of an unknown parent', '/depots', { ...another, feeders: feeders(['f1', 'nowhere']) }, 'feeders'],
    ['a circle of feeders', '/depots', { ...another, feeders: feeders(['f1', 'f2'], ['f2', 'f1']) }, 'feeders'],
    ['a feeder fed from itself', '/depots', { ...another, feeders: feeders(['f1', 'f1']) }, 'feeders'],
    ['two nodes of one id', '/depots', { ...another, feeders: feeders(['main', 'main']) }, 'feeders'],
    ['a minimum below what the plug can say', '/charge-point-types', { ...doubleUnit, id: 'x', minLimitA: 3 }, 'minLimitA'],
    [
      'a rating below its own minimum',
      '/charge-point-types',
      { ...doubleUnit, id: 'x', sockets: [{ phases: 1, maxLimitA: 4 }] },
      'sockets/0/maxLimitA',
    ],
    ['two phases', '/charge-point-types', { ...doubleUnit, id: 'x', sockets: [{ phases: 2, maxLimitA: 32 }] }, 'sockets/0/phases'],
    ['an empty battery', '/vehicle-types', { ...evito, id: 'x', batteryKwh: 0 }, 'batteryKwh'],
    [
      'a battery beyond all numbers',
      '/vehicle-types',
      `{"id":"x","make":"a","model":"b","batteryKwh":1e999,"maxChargeKw":7,"phases":1}`,
      'batteryKwh',
    ],
    ['a charge point of an unknown type', `${at}/charge-points`, { ...evc0010, id: 'x', typeId: 'nothing' }, 'typeId'],
    ['a charge point on an unknown connection', `${at}/charge-points`, { ...evc0010, id: 'x', connectionId: 'nothing' }, 'connectionId'],
    ['a charge point on an unknown feeder', `${at}/charge-points`, { ...evc0010, id: 'x', feederId: 'nothing' }, 'feederId'],
    [
      'a socket that its type has not',
      `${at}/charge-points`,
      { ...evc0010, id: 'x', sockets: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
      'sockets/2',
    ],
    [
      'three phases on a one-phase type',
      `${at}/charge-points`,
      { ...evc0010, id: 'x', sockets: [{ id: 'a', phases: 3 }] },
      'sockets/0/phases',
    ],
    ['two sockets of one id', `${at}/charge-points`, { ...evc0010, id: 'x', sockets: [{ id: 'a' }, { id: 'a' }] }, 'sockets'],
    ["another depot's charge point", `${at}/charge-points`, { ...evc0010, id: 'camden.x' }, 'id'],
    ['a van of an unknown type', `${at}/vehicles`, { ...van07, id: 'x', typeId: 'nothing' }, 'typeId'],
    ['a tag of an unknown van', `${at}/tags`, { id: 'T', vehicleId: 'nothing', kind: 'vehicle' }, 'vehicleId'],
    ["a tag of another depot's van", `${at}/tags`, { id: 'T', vehicleId: 'camden.van07', kind: 'vehicle' }, 'vehicleId'],
    ['a schedule of an unknown van', `${at}/schedules`, { ...monday, vehicleId: 'nothing' }, 'vehicleId'],
    ['an eighth day of the week', `${at}/schedules`, { ...monday, weekday: 8 }, 'weekday'],
    ['a 25th hour', `${at}/schedules`, { ...monday, departLocal: '25:00' }, 'departLocal'],
    ['a need told twice', `${at}/schedules`, { ...monday, weekday: 2, targetSocPct: 80 }, ''],
    ['a profile of 47 half-hours', `${at}/profiled-connections`, { ...profile, limitsKw: Array(47).fill(1) }, 'limitsKw'],
    ['a profile that ends before it begins', `${at}/profiled-connections`, { ...profile, validTo: '2026-10-01' }, 'validTo'],
    ['30 February', `${at}/profiled-connections`, { ...profile, validTo: '2027-02-30' }, 'validTo'],
    ['a profile of an unknown connection', `${at}/profiled-connections`, { ...profile, connectionId: 'nothing' }, 'connectionId'],
    ['a window that ends before it begins', `${at}/flexibility-windows`, { ...window, until: '2026-07-01T17:00:00Z' }, 'until'],
    ['a local time without its zone', `${at}/flexibility-windows`, { ...window, from: '2026-07-01T18:00:00' }, 'from'],
    ['a mode nobody knows', `${at}/options`, { mode: 'turbo' }, 'mode'],
    ['weightings that weigh nothing', `${at}/weightings`, { socDeficit: 0, urgency: 0 }, ''],
    [
      'a reduction of an unknown connection',
      `${at}/tariff`,
      { reductions: [{ id: 'red', connectionId: 'x', fromLocal: '16:00', untilLocal: '19:00', reduceKw: 5 }] },
      'reductions/0/connectionId',
    ],
    ['a list for a body', `${at}/vehicles`, [van07], ''],
  ])('%s', async (_, url, body, path) => {
    const answer = await registry.ask('POST', url, body);
    expect(answer).toMatchObject({
      status: 422,
      body: { status: 422, errors: expect.arrayContaining([expect.objectContaining({ path })]) },
    });
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });

  test('a grid fault names the feeder', async () => {
    const answer = await registry.ask('PATCH', at, { feeders: feeders(['f1', 'f2'], ['f2', 'f1']) });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ message: expect.stringContaining("'f1'") }] } });
  });

  test.each([
    ['no JSON', '/depots', '{"id":', 400],
    ['5 MB', '/depots', JSON.stringify({ ...another, name: 'x'.repeat(5_000_000) }), 413],
    ['a poisoned prototype', '/depots', '{"__proto__":{"id":"x"}}', 400],
    ['an unknown depot', '/depots/atlantis/vehicles', JSON.stringify(van07), 404],
  ])('%s', async (_, url, body, status) => {
    expect((await registry.ask('POST', url, body)).status).toBe(status);
  });

  test.each([
    '/depots/atlantis',
    '/depots/atlantis/vehicles',
    '/depots/atlantis/options',
    `${at}/vehicles/nobody`,
    '/vehicle-types/nothing',
    `${at}/tags/${encodeURIComponent("' OR 1=1 --")}`,
  ])('nothing is at %s', async (url) => expect((await registry.ask('GET', url)).status).toBe(404));

  test('who has no token, or may not, changes nothing', async () => {
    const viewer = await registry.app.get(Tokens).sign({ sub: 'vera', role: 'viewer', depots: ['whitechapel'] }, 60);
    const as = (authorization: string) => ({ authorization });
    expect((await registry.ask('GET', at, undefined, as(''))).status).toBe(401);
    expect((await registry.ask('GET', at, undefined, as(`Bearer ${viewer}`))).status).toBe(200);
    expect((await registry.ask('PATCH', `${at}/options`, { mode: 'off' }, as(`Bearer ${viewer}`))).status).toBe(403);
    expect((await registry.ask('POST', '/depots', another, as(`Bearer ${viewer}`))).status).toBe(403);
  });

  test('and all is as it was', async () => {
    expect((await registry.ask('GET', '/depots')).body.items).toHaveLength(1);
    expect((await registry.ask('GET', at)).headers.etag).toBe('"1"');
    expect((await registry.ask('GET', `${at}/charge-points`)).body.items).toHaveLength(1);
  });
});
