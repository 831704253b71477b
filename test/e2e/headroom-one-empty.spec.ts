import type { Caller } from './outside/caller';
import { ControllerWithoutKafka } from './outside/controller-without-kafka';
import { HeadroomOne, removeFolder, scratchFolder } from './outside/headroom-one';
import { makeSmallDepot } from './outside/small-depot';
import { pause, until } from './outside/until';

const PASSWORD = 'long-enough-for-a-test';
const VAN_SOCKETS = ['depot9.cp1.sk1', 'depot9.cp1.sk2', 'depot9.cp2.sk1'];
const CAPACITY_KW = 57; // 60 kVA × 0.95

describe("npm start -- --empty, with a depot of one's own", () => {
  const data = scratchFolder();
  let headroom: HeadroomOne;
  let admin: Caller;
  let controller: ControllerWithoutKafka;

  beforeAll(async () => {
    headroom = await HeadroomOne.start(data, ['--empty'], PASSWORD);
    admin = await headroom.logIn(PASSWORD);
  }, 120_000);
  afterAll(async () => {
    await controller?.stop();
    await headroom?.stop();
    removeFolder(data);
  }, 30_000);

  const state = () => admin.get('/api/v1/depots/depot9/state');
  const socketsNow = async () => (await state()).sockets as { id: string; setpointState: string; setpointA: number | null }[];

  test('begins with no depot at all', async () => {
    expect(await admin.get('/api/v1/depots')).toEqual({ items: [], nextCursor: null });
    expect((await admin.ask('GET', '/api/v1/depots/depot9/state')).status).toBe(404);
  });

  test('takes a depot with its units, vans, tags and schedules', async () => {
    await makeSmallDepot(admin, 'depot9');
    const { mode, sockets } = await until(state, ({ mode }) => mode === 'live', 15_000);
    expect(mode).toBe('live');
    expect(sockets.map(({ id }: { id: string }) => id)).toEqual([...VAN_SOCKETS, 'depot9.cp2.sk2']);
  });

  test('shows the headroom by the formula as soon as meter and sockets are heard', async () => {
    controller = new ControllerWithoutKafka(admin, 'depot9');
    for (const socket of VAN_SOCKETS) controller.plug(socket, 6);
    await controller.measure({ 'depot9.cp1.sk1': 'TAG1', 'depot9.cp1.sk2': 'TAG2', 'depot9.cp2.sk1': 'TAG3' });
    const at = new Date().toISOString();
    const telematics = [
      { vehicle: 'depot9.van01', at, socPct: 35 },
      { vehicle: 'van02', at, socPct: 60, odometerKm: 12_345 },
    ];
    expect((await admin.ask('POST', '/api/v1/feeds/telematics', telematics)).body).toEqual({ accepted: 2, rejected: [] });
    const shown = await until(state, ({ evLoadKw, buildingLoadKw }) => evLoadKw === 4.14 && buildingLoadKw === 24.14, 15_000);
    expect(shown).toMatchObject({ capacityKw: CAPACITY_KW, boundBy: expect.stringContaining('asc'), bufferKw: 2, stale: [] });
    expect(shown.headroomKw).toBeCloseTo(CAPACITY_KW - 24.14 + 4.14 - 2, 6);
    const van = await until(
      async () => (await state()).sockets.find(({ id }: { id: string }) => id === 'depot9.cp1.sk1'),
      ({ socPct, departAt }) => socPct !== null && departAt !== null,
      15_000,
    );
    expect(van).toMatchObject({ status: 'Charging', vehicleId: 'depot9.van01', tag: 'TAG1', realPowerKw: 1.38, currentA: 6, socPct: 35 });
  });

  test('tells setpoints on the stream, takes the answers, and sees in the current that they hold', async () => {
    await controller.connect();
    await until(
      async () => {
        const sockets = await socketsNow();
        await controller.measure();
        return sockets.filter(
          ({ id, setpointA, setpointState }) => VAN_SOCKETS.includes(id) && setpointA === 32 && setpointState === 'confirmed',
        );
      },
      (full) => full.length === VAN_SOCKETS.length,
      60_000,
      1_000,
    );
    expect(controller.evW / 1000).toBeLessThanOrEqual(CAPACITY_KW - 20 - 2);
    for (const { amps, mode } of controller.heard) {
      expect(mode).toBe('live');
      expect(amps === 0 || (amps >= 6 && amps <= 32)).toBe(true);
    }
  }, 90_000);

  test('gives way within seconds when the building takes more; what is accepted holds only when the current has followed', async () => {
    controller.buildingW = 45_000;
    await controller.measure();
    const cut = () => controller.evW / 1000 <= CAPACITY_KW - 45 - 2;
    await until(cut, Boolean, 10_000);
    const statesOf = async () =>
      (await socketsNow()).filter(({ id }) => VAN_SOCKETS.includes(id)).map(({ setpointState }) => setpointState);
    await until(statesOf, (states) => states.includes('accepted') && !states.includes('sent'), 15_000);
    await controller.measure();
    await until(statesOf, (states) => states.every((state) => state === 'confirmed'), 10_000);
    expect([cut(), controller.evW > 0]).toEqual([true, true]);
    controller.buildingW = 20_000;
  }, 30_000);

  test('sends no setpoint later than 1 s after it was switched off, whatever happens then', async () => {
    await controller.measure();
    await admin.does('PATCH', '/api/v1/depots/depot9/options', { mode: 'off' });
    const offAt = Date.now();
    for (const buildingW of [50_000, 10_000, 50_000, 20_000]) {
      controller.buildingW = buildingW;
      await controller.measure();
      await pause(1_500);
    }
    expect(controller.heard.filter(({ issuedAt }) => Date.parse(issuedAt) > offAt + 1_000)).toEqual([]);
    expect((await state()).mode).toBe('off');
    await admin.does('PATCH', '/api/v1/depots/depot9/options', { mode: 'live' });
    const before = controller.heard.length;
    await until(
      async () => {
        await controller.measure();
        return controller.heard.length;
      },
      (told) => told > before,
      30_000,
      1_000,
    );
  }, 60_000);

  test('has all of it when it is started again', async () => {
    await controller.stop();
    const before = await Promise.all(
      ['', '/charge-points', '/vehicles', '/tags', '/schedules', '/options'].map((path) => admin.get(`/api/v1/depots/depot9${path}`)),
    );
    expect((await headroom.stop()).code).toBe(0);
    headroom = await HeadroomOne.start(data, ['--empty'], PASSWORD);
    admin = await headroom.logIn(PASSWORD);
    const after = await Promise.all(
      ['', '/charge-points', '/vehicles', '/tags', '/schedules', '/options'].map((path) => admin.get(`/api/v1/depots/depot9${path}`)),
    );
    expect(after).toEqual(before);
    expect((await until(state, ({ mode }) => mode === 'live', 15_000)).sockets).toHaveLength(4);
  }, 60_000);
});
