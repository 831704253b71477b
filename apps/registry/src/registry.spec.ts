import type { DepotDossier } from '@headroom/contracts';
import { openApiOf } from '@headroom/service-kit';
import { freshRegistry, type RunningRegistry } from './testing/running-registry';
import { addWhitechapel, doubleUnit, evc0010, evito, monday, van07, whitechapel } from './testing/whitechapel';

jest.setTimeout(30_000);
let registry: RunningRegistry;
const ask: RunningRegistry['ask'] = (...args) => registry.ask(...args);
const at = '/depots/whitechapel';
beforeEach(async () => {
  registry = await freshRegistry();
  await addWhitechapel(registry);
});
afterEach(() => registry.close());

describe('the registry of a depot manager', () => {
  test('answers everything as it was entered', async () => {
    for (const [url, entered] of [
      ['/depots/whitechapel', whitechapel],
      ['/charge-point-types/alfen', doubleUnit],
      ['/vehicle-types/evito', evito],
      [`${at}/charge-points/evc0010`, evc0010],
      [`${at}/charge-points/whitechapel.evc0010`, evc0010],
      [`${at}/vehicles/van07`, van07],
      [`${at}/tags/04A2B3`, { id: '04A2B3', vehicleId: 'van07', kind: 'vehicle' }],
      [`${at}/tags/MASTER1`, { id: 'MASTER1', vehicleId: null, kind: 'master' }],
      [`${at}/schedules/van07-1-0630`, monday],
    ] as const) {
      expect(await ask('GET', url)).toMatchObject({ status: 200, body: entered, headers: { etag: '"1"' } });
    }
  });

  test('every door is described with what it takes', () => {
    const { paths } = openApiOf(registry.app);
    for (const path of ['charge-points', 'vehicles', 'tags', 'schedules', 'profiled-connections', 'flexibility-windows']) {
      expect(Object.keys(paths[`/api/v1/depots/{depot}/${path}/{id}`] ?? {})).toEqual(
        expect.arrayContaining(['get', 'put', 'patch', 'delete']),
      );
    }
    expect(paths['/api/v1/depots']?.post?.requestBody).toMatchObject({
      content: { 'application/json': { schema: { properties: { timezone: { type: 'string' } } } } },
    });
  });

  test('says where a new thing is', async () => {
    const answer = await ask('POST', `${at}/vehicles`, { ...van07, id: 'whitechapel.van08' });
    expect(answer).toMatchObject({ status: 201, body: { id: 'van08' }, headers: { location: `/api/v1${at}/vehicles/van08` } });
  });

  test('starts a depot in monitor: nothing goes out before somebody asks for it', async () => {
    expect(await ask('GET', `${at}/options`)).toMatchObject({
      body: { mode: 'monitor', profiledConnection: true, flexibility: true, priorities: true, tariff: false },
      headers: { etag: '"0"' },
    });
    expect(await ask('PATCH', `${at}/options`, { mode: 'live' })).toMatchObject({ status: 200, body: { mode: 'live', priorities: true } });
    expect(await ask('POST', `${at}/options`, { mode: 'test' })).toMatchObject({ status: 201, body: { mode: 'test' } });
    expect((await ask('DELETE', `${at}/options`)).status).toBe(204);
    expect((await ask('GET', `${at}/options`)).body.mode).toBe('monitor');
  });

  test('has no tariff until one is set, and sorts its rates', async () => {
    expect((await ask('GET', `${at}/tariff`)).status).toBe(404);
    const rates = [
      { fromLocal: '07:00', pricePerKwh: 0.3 },
      { fromLocal: '00:00', pricePerKwh: 0.1 },
    ];
    expect((await ask('PUT', `${at}/tariff`, { rates })).body).toEqual({ currency: 'GBP', rates: [rates[1], rates[0]], reductions: [] });
  });

  test('a list comes in pages, by id', async () => {
    for (let n = 10; n < 15; n++) await ask('POST', `${at}/vehicles`, { ...van07, id: `van${n}` });
    const first = await ask('GET', `${at}/vehicles?limit=4`);
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual(['van07', 'van10', 'van11', 'van12']);
    const second = await ask('GET', `${at}/vehicles?limit=4&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ id: 'van13' }, { id: 'van14' }], nextCursor: null });
    expect((await ask('GET', '/depots')).body).toMatchObject({ items: [{ id: 'whitechapel' }], nextCursor: null });
    expect((await ask('GET', '/vehicle-types')).body.items).toEqual([evito]);
    expect((await ask('GET', `${at}/vehicles?cursor=!`)).status).toBe(422);
    expect((await ask('GET', `${at}/vehicles?limit=0`)).status).toBe(422);
  });

  test('PUT replaces, and what is left out goes back to its default; PATCH changes what is named', async () => {
    const url = `${at}/charge-points/evc0010`;
    expect((await ask('PATCH', url, { ocppIdentity: 'EVC0010' })).body).toMatchObject({ ...evc0010, ocppIdentity: 'EVC0010' });
    expect((await ask('PATCH', url, { feederId: null })).body).not.toHaveProperty('feederId');
    const { feederId: _, ...withoutFeeder } = evc0010;
    const replaced = await ask('PUT', url, withoutFeeder);
    expect(replaced.body).not.toHaveProperty('ocppIdentity');
    expect(replaced.headers.etag).toBe('"4"');
    expect((await ask('GET', url)).body).toEqual(replaced.body);
    expect((await ask('PUT', url, { ...evc0010, id: 'other' })).body.errors).toEqual([
      { path: 'id', message: "cannot be changed: it is 'evc0010'" },
    ]);
  });

  test('of two who change the same version, the second is told that he is late', async () => {
    const url = `${at}/vehicles/van07`;
    const { etag } = (await ask('GET', url)).headers as { etag: string };
    expect((await ask('PATCH', url, { registration: 'A' }, { 'if-match': etag })).status).toBe(200);
    expect((await ask('PATCH', url, { registration: 'B' }, { 'if-match': etag })).status).toBe(412);
    expect((await ask('DELETE', url, undefined, { 'if-match': etag })).status).toBe(412);
    expect((await ask('PATCH', at, { name: 'B' }, { 'if-match': '"7"' })).status).toBe(412);
    expect((await ask('PUT', '/vehicle-types/evito', evito, { 'if-match': '"7"' })).status).toBe(412);
    expect((await ask('PUT', `${at}/options`, {}, { 'if-match': '"7"' })).status).toBe(412);
    expect((await ask('GET', url)).body.registration).toBe('A');
  });

  test('of ten who change one depot at once, none is lost', async () => {
    const ids = Array.from({ length: 10 }, (_, n) => `cp${n}`);
    const answers = await Promise.all(ids.map((id) => ask('POST', `${at}/charge-points`, { ...evc0010, id })));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 201));
    await registry.untilTold('registry.depots whitechapel', ({ chargePoints }: DepotDossier) => chargePoints.length === 11);
  });

  test('what is entered twice is refused, and the first stays', async () => {
    for (const [url, body] of [
      ['/depots', { ...whitechapel, name: 'Another' }],
      ['/charge-point-types', { ...doubleUnit, model: 'Another' }],
      [`${at}/charge-points`, { ...evc0010, sockets: [{ id: 'x' }] }],
      [`${at}/vehicles`, { ...van07, registration: 'OTHER' }],
      [`${at}/schedules`, { ...monday, energyKwh: 1 }],
    ] as const) {
      expect(await ask('POST', url, body)).toMatchObject({ status: 409, body: { title: 'It exists already' } });
    }
    expect((await ask('GET', `${at}/charge-points/evc0010`)).body).toMatchObject(evc0010);
  });

  test('one OCPP identity belongs to one charge point', async () => {
    await ask('PATCH', `${at}/charge-points/evc0010`, { ocppIdentity: 'EVC' });
    const second = await ask('POST', `${at}/charge-points`, { ...evc0010, id: 'evc0011', ocppIdentity: 'EVC' });
    expect(second).toMatchObject({ status: 409, body: { detail: 'Another charge point has this ocppIdentity already.' } });
  });

  test('what is still used stays, and the answer says what uses it', async () => {
    for (const [url, user] of [
      ['/charge-point-types/alfen', "charge point 'evc0010'"],
      ['/vehicle-types/evito', "vehicle 'van07'"],
      [`${at}/vehicles/van07`, "tag '04A2B3'"],
    ] as const) {
      expect(await ask('DELETE', url)).toMatchObject({
        status: 409,
        body: { title: 'Still in use', detail: expect.stringContaining(user) },
      });
      expect((await ask('GET', url)).status).toBe(200);
    }
    const noFeeder = await ask('PATCH', at, { feeders: [] });
    expect(noFeeder).toMatchObject({ status: 409, body: { detail: expect.stringContaining("charge point 'evc0010' is on feeder 'f1'") } });
    const oneSocket = await ask('PATCH', '/charge-point-types/alfen', { sockets: [{ phases: 1, maxLimitA: 32 }] });
    expect(oneSocket).toMatchObject({ status: 409, body: { detail: expect.stringContaining('evc0010') } });
  });

  test('what nothing uses any more goes', async () => {
    for (const url of ['/schedules/van07-1-0630', '/tags/04A2B3', '/vehicles/van07', '/charge-points/evc0010']) {
      expect((await ask('DELETE', at + url)).status).toBe(204);
      expect((await ask('GET', at + url)).status).toBe(404);
      expect((await ask('DELETE', at + url)).status).toBe(404);
    }
    for (const url of ['/vehicle-types/evito', '/charge-point-types/alfen', at]) expect((await ask('DELETE', url)).status).toBe(204);
  });

  test('a profiled connection is duplicated under a name of its own, or as the body says', async () => {
    const limitsKw = Array.from({ length: 48 }, (_, i) => (i < 10 ? 0 : i < 20 ? 80 : null));
    const winter = { id: 'winter', validFrom: '2026-12-24', validTo: '2026-12-24', limitsKw };
    const made = await ask('POST', `${at}/profiled-connections`, winter);
    expect(made.body).toEqual({ ...winter, connectionId: 'main', name: 'winter', weekdays: [1, 2, 3, 4, 5, 6, 7] });
    const copies = ['winter-copy', 'winter-copy-2'];
    for (const id of copies)
      expect(await ask('POST', `${at}/profiled-connections/winter/duplicate`)).toMatchObject({ status: 201, body: { ...winter, id } });
    const next = { id: 'next-winter', validTo: '2027-02-28' };
    expect((await ask('POST', `${at}/profiled-connections/winter/duplicate`, next)).body).toMatchObject({ ...winter, ...next });
    expect((await ask('POST', `${at}/profiled-connections/winter/duplicate`, next)).status).toBe(409);
    expect((await ask('POST', `${at}/profiled-connections/summer/duplicate`)).status).toBe(404);
    expect((await ask('GET', `${at}/profiled-connections/winter-copy`)).body.limitsKw).toEqual(limitsKw);
  });

  test('a flexibility window keeps its instants in UTC whatever zone they came in', async () => {
    const window = {
      unit: '7d9c6a52-6f0e-4a39-9a0e-0d8f7f4f8f11',
      product: 'A',
      from: '2026-07-01T18:00:00+01:00',
      until: '2026-07-01T18:00:00Z',
      maxTurnDownKw: 100,
    };
    const made = await ask('POST', `${at}/flexibility-windows`, window);
    expect(made).toMatchObject({ status: 201, body: { from: '2026-07-01T17:00:00.000Z', until: '2026-07-01T18:00:00.000Z' } });
    expect((await ask('GET', `${at}/flexibility-windows/${made.body.id}`)).body).toEqual(made.body);
  });
});
