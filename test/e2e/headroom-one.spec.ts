import type { Caller } from './outside/caller';
import { FeederWatch } from './outside/feeder-watch';
import { HeadroomOne, removeFolder, scratchFolder } from './outside/headroom-one';
import { isAlive, processesNaming, residentMb } from './outside/started-process';
import { pause, until } from './outside/until';

const DEMO_PASSWORD = 'headroom-demo';
const NINE = ['bexleyheath', 'camden', 'dartford', 'islington', 'mount-pleasant', 'orpington', 'premier-park', 'victoria', 'whitechapel'];

interface OverviewRow {
  readonly depot: string;
  readonly capacityKw: number;
  readonly buildingLoadKw: number;
  readonly evLoadKw: number;
}
interface Socket {
  readonly id: string;
  readonly realPowerKw: number | null;
  readonly setpointA: number | null;
  readonly setpointState: string;
  readonly reason: string | null;
}

describe('npm start', () => {
  const data = scratchFolder();
  let headroom: HeadroomOne;
  let admin: Caller;

  beforeAll(async () => {
    headroom = await HeadroomOne.start(data);
    admin = await headroom.logIn(DEMO_PASSWORD);
  }, 120_000);
  afterAll(async () => {
    await headroom?.stop();
    removeFolder(data);
  }, 30_000);

  const depots = async (): Promise<string[]> => (await admin.get('/api/v1/depots')).items.map(({ id }: { id: string }) => id);
  const overview = async (): Promise<OverviewRow[]> => (await admin.get('/api/v1/overview')).depots;
  const charging = (sockets: readonly Socket[]) =>
    sockets.filter(
      ({ realPowerKw, setpointA, setpointState }) => (realPowerKw ?? 0) > 1 && (setpointA ?? 0) >= 6 && setpointState === 'confirmed',
    );

  test('is ready when the first setpoints have gone out, and says its account', async () => {
    console.info(`ready after ${(headroom.readyAfterMs / 1000).toFixed(1)} s`);
    expect(headroom.process.said).toContain(`Account: admin, password: ${DEMO_PASSWORD}`);
    const told = await Promise.all(NINE.map((depot) => admin.get(`/api/v1/depots/${depot}/setpoints`)));
    expect(told.flatMap(({ items }) => items).length).toBeGreaterThan(0);
  });

  test('has the nine depots, for those who log in and for nobody else', async () => {
    expect(await depots()).toEqual(NINE);
    expect((await fetch(`${headroom.url}/api/v1/depots`)).status).toBe(401);
    await expect(headroom.logIn('guessed')).rejects.toThrow('invalid_grant');
    for (const path of ['/health/live', '/health/ready', '/metrics', '/', '/api/docs'])
      expect([path, (await fetch(headroom.url + path)).status]).toEqual([path, 200]);
  });

  test('charges in most depots within three minutes, and no limit is passed on the way', async () => {
    const feeders = new Map(await Promise.all(NINE.map(async (depot) => [depot, await FeederWatch.of(admin, depot)] as const)));
    const meters = new Map<string, string>();
    for (const depot of NINE) meters.set(depot, (await admin.get(`/api/v1/depots/${depot}`)).connections[0].meter);
    const past: string[] = [];
    const look = async () => {
      for (const { depot, capacityKw, buildingLoadKw, evLoadKw } of await overview()) {
        // An incomer's meter has the vans in it already.
        const drawnKw = meters.get(depot) === 'incomer' ? Math.max(buildingLoadKw, evLoadKw) : buildingLoadKw + evLoadKw;
        if (drawnKw > capacityKw) past.push(`${depot} draws ${drawnKw} of ${capacityKw} kW`);
      }
      let chargingDepots = 0;
      for (const depot of NINE) {
        const { sockets } = await admin.get(`/api/v1/depots/${depot}/state`);
        feeders.get(depot)?.look(sockets);
        if (charging(sockets).length > 0) chargingDepots++;
      }
      return chargingDepots;
    };
    await until(look, (depotsThatCharge) => depotsThatCharge >= 7, 180_000, 1_000);
    // The first minutes are when amps are given out: no limit may be passed then.
    for (let looks = 0; looks < 60; looks++) {
      await look();
      await pause(1_000);
    }
    expect([...past, ...[...feeders.values()].flatMap((watch) => watch.past)]).toEqual([]);
    expect((await overview()).filter(({ evLoadKw }) => evLoadKw > 0).length).toBeGreaterThanOrEqual(7);
  }, 300_000);

  test('says of every plugged socket why it has what it has, within 400 MB', async () => {
    const { sockets } = await admin.get('/api/v1/depots/whitechapel/state');
    expect(charging(sockets).every(({ reason }) => reason)).toBe(true);
    const mb = residentMb(headroom.process.pid);
    console.info(`${mb} MB resident`);
    expect(mb).toBeLessThan(400);
  });

  test('ends within 5 s of SIGTERM, leaves no PostgreSQL behind, and has the same depots when it is started again', async () => {
    const postgres = processesNaming(data).filter((line) => line.includes('bin/postgres') && !line.includes('/bin/sh'));
    expect(postgres).toHaveLength(1);
    const { code, afterMs } = await headroom.stop();
    console.info(`ended after ${Math.round(afterMs)} ms`);
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(5_000);
    await until(
      () => postgres.map((line) => Number.parseInt(line, 10)).filter(isAlive),
      (alive) => alive.length === 0,
      2_000,
    );
    expect(processesNaming(data)).toEqual([]);

    headroom = await HeadroomOne.start(data);
    console.info(`ready again after ${(headroom.readyAfterMs / 1000).toFixed(1)} s`);
    // The secret that signs tokens is kept too: who was logged in still is.
    admin = Object.assign(Object.create(Object.getPrototypeOf(admin)), admin, { url: headroom.url });
    expect(await depots()).toEqual(NINE);
  }, 120_000);
});
