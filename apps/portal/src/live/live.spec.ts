import {
  alarms,
  allocations,
  chargingPlans,
  type DepotPlans,
  depotDossiers,
  depotPlans,
  headrooms,
  type SocketState,
  socketStates,
} from '@headroom/contracts';
import { NOON, type RunningPortal, runPortal, tellExampleDepot } from '../testing/running-portal';
import { stateAnswer } from './answers';

let portal: RunningPortal;
let admin: string;
beforeEach(async () => {
  portal = await runPortal();
  await tellExampleDepot(portal.bus);
  await portal.bus.tell(allocations, allocations.example);
  await portal.settled();
  admin = await portal.token({ sub: 'admin', role: 'sysadmin' });
});
afterEach(() => portal.stop());

const socketIs = async (changed: Partial<SocketState>) => {
  await portal.bus.tell(socketStates, { ...socketStates.example, ...changed });
  await portal.settled();
};

describe('what a depot looks like now', () => {
  test('shows capacity, loads, headroom and every socket with its reason', async () => {
    const answer = await portal.get('/api/v1/depots/whitechapel/state', admin);
    expect(answer.status).toBe(200);
    expect(stateAnswer.strict().parse(answer.body)).toEqual({
      at: '2026-11-23T17:00:10.000Z',
      mode: 'live',
      capacityKw: 120,
      boundBy: 'profile:winter-weekday',
      buildingLoadKw: 41.25,
      evLoadKw: 20.7,
      bufferKw: 5,
      headroomKw: 94,
      stale: [],
      sockets: [
        {
          id: 'whitechapel.evc0010.sk1',
          status: 'Charging',
          vehicleId: 'whitechapel.van07',
          tag: '04A2B3',
          realPowerKw: 7.2,
          currentA: 31.3,
          setpointA: 16,
          setpointState: 'accepted',
          reason: 'charging at its full rate',
          socPct: 47.5,
          neededKwh: 31.5,
          departAt: '2026-11-24T06:30:00.000Z',
          priority: 0.62,
          lastHeardAt: '2026-11-23T17:00:00.300Z',
        },
      ],
    });
  });

  test('a depot of which nothing was heard yet has nulls, not zeros, and says that the picture is missing', async () => {
    await portal.bus.tell(depotDossiers, { ...depotDossiers.example, depot: 'camden', id: 'd-9' });
    await portal.settled();
    const { body } = await portal.get('/api/v1/depots/camden/state', admin);
    expect(body).toMatchObject({
      mode: null,
      capacityKw: null,
      buildingLoadKw: null,
      evLoadKw: null,
      headroomKw: null,
      stale: ['headroom'],
    });
    expect(body.sockets[0]).toMatchObject({
      status: null,
      realPowerKw: null,
      currentA: null,
      setpointA: null,
      setpointState: 'unknown',
      socPct: null,
    });
  });

  test('a lost socket draws what nobody knows, and is named among the stale', async () => {
    await socketIs({ lost: true });
    const { body } = await portal.get('/api/v1/depots/whitechapel/state', admin);
    expect(body.sockets[0]).toMatchObject({ realPowerKw: null, currentA: null, lastHeardAt: '2026-11-23T17:00:00.300Z' });
    expect(body.stale).toEqual(['socket:whitechapel.evc0010.sk1']);
  });

  test('when the headroom service falls silent, its figures are called stale', async () => {
    await portal.clock.runUntil(NOON + 7 * 60_000, portal.settled);
    const { body } = await portal.get('/api/v1/depots/whitechapel/state', admin);
    expect(body).toMatchObject({ headroomKw: 94, stale: ['headroom'] });
  });

  test('a socket without a van has no priority and no state of charge, even where it had', async () => {
    await socketIs({ plugged: false, status: 'Available', vehicle: null, tag: null });
    const { body } = await portal.get('/api/v1/depots/whitechapel/state', admin);
    expect(body.sockets[0]).toMatchObject({ vehicleId: null, priority: null, socPct: null, neededKwh: null, departAt: null });
  });

  test('the mode is the one that was last chosen, also before headroom has heard of it', async () => {
    const off: DepotPlans = { ...depotPlans.example, options: { ...depotPlans.example.options, mode: 'off' } };
    await portal.bus.tell(depotPlans, off);
    await portal.settled();
    const { body } = await portal.get('/api/v1/depots/whitechapel/state', admin);
    expect(body.mode).toBe('off');
    expect(body.sockets[0].reason).toBe('feeder f1 is full');
  });

  test('the overview counts sockets and standing alarms of every depot', async () => {
    const { body } = await portal.get('/api/v1/overview', admin);
    expect(body.depots).toEqual([
      expect.objectContaining({
        depot: 'whitechapel',
        name: 'Whitechapel',
        sockets: { all: 1, plugged: 1, charging: 1 },
        alarms: { red: 1, amber: 0 },
      }),
    ]);
  });

  test('the plan gives the kW of each socket, and names the van that will leave short and what would mend it', async () => {
    await portal.bus.tell(chargingPlans, chargingPlans.example);
    await portal.settled();
    const { body } = await portal.get('/api/v1/depots/whitechapel/plan', admin);
    expect(body.sockets[0]).toMatchObject({
      id: 'whitechapel.evc0010.sk1',
      vehicleId: 'whitechapel.van07',
      slotMinutes: 15,
      kw: [0, 0, 7.2, 7.2],
    });
    expect(body.shortfall[0].remedy).toMatch(/2 kW more on feeder f2 before then, or leaving 40 minutes later/);
  });

  test('the plan says which limit binds when, and admits that no charging is planned yet', async () => {
    const { body } = await portal.get('/api/v1/depots/whitechapel/plan', admin);
    expect(body).toMatchObject({ plannedAt: '2026-11-23T17:00:00.000Z', sockets: [], shortfall: [] });
    expect(body.connections[0].pieces.map(({ kw, boundBy }: { kw: number; boundBy: string }) => [kw, boundBy])).toEqual([
      [120, 'profile:winter-weekday'],
      [209, 'asc'],
    ]);
  });

  test.each(['nowhere', "x';drop table depots;--", '../../etc/passwd', 'a'.repeat(65), '%00'])(
    'the unknown depot %j is a 404',
    async (depot) => {
      for (const what of ['state', 'plan', 'decisions', 'setpoints', 'alarms', 'events', 'setpoints/stream']) {
        const answer = await portal.get(`/api/v1/depots/${encodeURIComponent(depot)}/${what}`, admin);
        expect(answer.status).toBe(404);
        expect(answer.type).toBe('application/problem+json');
      }
    },
  );

  test('a depot that the registry has forgotten is gone', async () => {
    await portal.bus.forget(depotDossiers, 'whitechapel');
    await portal.settled();
    expect((await portal.get('/api/v1/depots/whitechapel/state', admin)).status).toBe(404);
  });
});

describe('who may look', () => {
  test('nobody without a token', async () => {
    for (const path of ['overview', 'events', 'depots/whitechapel/state', 'depots/whitechapel/events', 'depots/whitechapel/decisions']) {
      expect((await portal.get(`/api/v1/${path}`)).status).toBe(401);
    }
  });

  test('a viewer of one depot sees that one only', async () => {
    await portal.bus.tell(depotDossiers, { ...depotDossiers.example, depot: 'camden', id: 'd-9' });
    await portal.settled();
    const vera = await portal.token({ sub: 'vera', role: 'viewer', depots: ['camden'] });
    expect((await portal.get('/api/v1/depots/camden/state', vera)).status).toBe(200);
    expect((await portal.get('/api/v1/depots/whitechapel/state', vera)).status).toBe(403);
    expect((await portal.get('/api/v1/overview', vera)).body.depots.map(({ depot }: { depot: string }) => depot)).toEqual(['camden']);
  });

  test('machines do not', async () => {
    const feed = await portal.token({ sub: 'meter', role: 'feed' });
    expect((await portal.get('/api/v1/depots/whitechapel/state', feed)).status).toBe(403);
  });
});

describe('alarms', () => {
  const id = 'whitechapel.meter-silent-main';

  test('are listed, the latest first, and can be asked for while they stand', async () => {
    await portal.bus.tell(alarms, {
      ...alarms.example,
      alarm: 'whitechapel.unknown-tag-x',
      raisedAt: '2026-11-23T17:20:00.000Z',
      clearedAt: '2026-11-23T17:21:00.000Z',
    });
    await portal.settled();
    const ids = async (query: string) =>
      (await portal.get(`/api/v1/depots/whitechapel/alarms${query}`, admin)).body.items.map((alarm: { id: string }) => alarm.id);
    expect(await ids('')).toEqual(['whitechapel.unknown-tag-x', id]);
    expect(await ids('?state=standing')).toEqual([id]);
    const first = (await portal.get('/api/v1/depots/whitechapel/alarms?limit=1', admin)).body;
    expect(first.items).toHaveLength(1);
    expect(await ids(`?limit=1&cursor=${encodeURIComponent(first.nextCursor)}`)).toEqual([id]);
    expect((await portal.get('/api/v1/depots/whitechapel/alarms?limit=0', admin)).status).toBe(422);
  });

  test('are acknowledged by name, once', async () => {
    const seen = await portal.post(`/api/v1/depots/whitechapel/alarms/${id}/acknowledge`, admin);
    expect(seen).toMatchObject({ status: 200, body: { id, acknowledgedBy: 'admin', acknowledgedAt: '2026-11-23T17:00:10.000Z' } });
    await portal.settled();
    const boss = await portal.token({ sub: 'boss', role: 'depotadmin', depots: ['whitechapel'] });
    const again = await portal.post(`/api/v1/depots/whitechapel/alarms/${id}/acknowledge`, boss);
    expect(again.body.acknowledgedBy).toBe('admin');
  });

  test('are not acknowledged by a viewer, and what does not exist is a 404', async () => {
    const vera = await portal.token({ sub: 'vera', role: 'viewer' });
    expect((await portal.post(`/api/v1/depots/whitechapel/alarms/${id}/acknowledge`, vera)).status).toBe(403);
    expect((await portal.post('/api/v1/depots/whitechapel/alarms/whitechapel.never/acknowledge', admin)).status).toBe(404);
    expect((await portal.post(`/api/v1/depots/whitechapel/alarms/${encodeURIComponent("1' or '1'='1")}/acknowledge`, admin)).status).toBe(
      404,
    );
  });
});

test('headroom of one depot never shows at another', async () => {
  await portal.bus.tell(depotDossiers, { ...depotDossiers.example, depot: 'camden', id: 'd-9' });
  await portal.bus.tell(headrooms, { ...headrooms.example, depot: 'camden', headroomKw: 7 });
  await portal.settled();
  expect((await portal.get('/api/v1/depots/whitechapel/state', admin)).body.headroomKw).toBe(94);
  expect((await portal.get('/api/v1/depots/camden/state', admin)).body.headroomKw).toBe(7);
});
