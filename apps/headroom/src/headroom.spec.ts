import {
  capacities,
  type DepotHeadroom,
  depotDossiers,
  depotPlans,
  headrooms,
  type SocketState,
  setpointStates,
  siteLoad,
  socketStates,
} from '@headroom/contracts';
import { EmbeddedBroker } from '@headroom/messaging';
import { instantOf, startInProcess, VirtualClock } from '@headroom/service-kit';
import type { INestMicroservice } from '@nestjs/common';
import { HeadroomModule } from './headroom.module';

const noonMs = Date.parse('2026-11-23T12:00:00.000Z');
let clock: VirtualClock;
let broker: EmbeddedBroker;
let app: INestMicroservice;
let latest: DepotHeadroom | undefined;
let alarmsTold: Record<string, unknown>[];

const pass = (ms: number) => clock.runUntil(clock.now() + ms, () => broker.idle());
const stamp = () => ({ id: `m-${Math.random()}`, at: instantOf(clock.now()) });

async function depotOf(meter: 'incomer' | 'building', worstCaseLoadKw?: number) {
  await broker.bus.tell(depotDossiers, {
    ...depotDossiers.example,
    connections: [{ id: 'main', capacityKva: 100, powerFactor: 0.95, bufferKw: 5, meter, worstCaseLoadKw }],
  });
  await broker.bus.tell(depotPlans, depotPlans.example);
  await capacity(95);
}
const capacity = (kw: number, thenKw = kw, thenMs = 3_600_000) => {
  const piece = (fromMs: number, untilMs: number, value: number, boundBy: string) => ({
    from: instantOf(fromMs),
    until: instantOf(untilMs),
    kw: value,
    boundBy,
  });
  const nowMs = clock.now();
  return broker.bus.tell(capacities, {
    ...stamp(),
    depot: 'whitechapel',
    connections: [
      {
        id: 'main',
        pieces: [piece(nowMs, nowMs + thenMs, kw, 'asc'), piece(nowMs + thenMs, nowMs + 172_800_000, thenKw, 'profile:evening')],
      },
    ],
  });
};
const building = (kw: number, agoMs = 0) =>
  broker.bus.tell(siteLoad, {
    ...siteLoad.example,
    id: `l-${Math.random()}`,
    at: instantOf(clock.now() - agoMs),
    receivedAt: instantOf(clock.now()),
    powerW: kw * 1000,
  });
const van = (kw: number, more: Partial<SocketState> = {}) =>
  broker.bus.tell(socketStates, {
    ...socketStates.example,
    ...stamp(),
    realPowerW: kw * 1000,
    lastHeardAt: instantOf(clock.now()),
    ...more,
  });
const now = async (): Promise<DepotHeadroom> => {
  await pass(0);
  return latest as DepotHeadroom;
};

async function start() {
  app = await startInProcess({ services: [HeadroomModule], broker, clock });
}

beforeEach(async () => {
  clock = new VirtualClock(noonMs);
  broker = new EmbeddedBroker({ now: () => clock.now() });
  latest = undefined;
  alarmsTold = [];
  broker.watch((topic, _key, message) => {
    if (topic === headrooms.name) latest = message as DepotHeadroom;
    if (topic === 'alerts.alarms') alarmsTold.push(message as Record<string, unknown>);
  });
  await start();
});
afterEach(() => app.close());

describe('what is left for charging', () => {
  it('is what the connection allows, less the building, plus the vans that an incomer meter counts too, less the buffer', async () => {
    await depotOf('incomer');
    await van(20);
    await building(60);
    expect(await now()).toMatchObject({
      capacityKw: 95,
      boundBy: 'asc',
      buildingLoadKw: 60,
      evLoadKw: 20,
      bufferKw: 5,
      headroomKw: 50,
      stale: [],
    });
  });

  it('leaves the vans out where the meter reads the building alone', async () => {
    await depotOf('building');
    await van(20);
    await building(60);
    expect(await now()).toMatchObject({ headroomKw: 30 });
  });

  it('is nothing, not less than nothing, when the building takes all', async () => {
    await depotOf('building');
    await building(200);
    expect(await now()).toMatchObject({ headroomKw: 0 });
  });

  it('is told anew when the meter, a van, the capacity or the depot changes', async () => {
    await depotOf('incomer');
    await building(60);
    expect((await now()).headroomKw).toBe(30);
    await van(10);
    expect((await now()).headroomKw).toBe(40);
    await capacity(50);
    expect((await now()).headroomKw).toBe(0);
    await capacity(95);
    await building(40);
    expect((await now()).headroomKw).toBe(60);
  });

  it('counts a building that feeds in from its roof', async () => {
    await depotOf('building');
    await building(-12);
    expect(await now()).toMatchObject({ buildingLoadKw: -12, headroomKw: 102 });
  });
});

describe('what may be granted', () => {
  it('makes no room twice of a van that has ramped up since the meter was read', async () => {
    await depotOf('incomer');
    await van(0);
    await pass(1_000);
    await building(60);
    await pass(20_000);
    await van(20);
    const { headroomKw, connections } = await now();
    expect(headroomKw).toBe(50);
    expect(connections[0]?.grantableKw).toBe(30);
  });

  it('makes no room twice of a van that was told less, before it is measured again', async () => {
    await depotOf('incomer');
    await van(7.36);
    await pass(1_000);
    await broker.bus.tell(setpointStates, { ...setpointStates.example, ...stamp(), toldA: 6, issuedAt: instantOf(clock.now()) });
    await pass(20_000);
    await building(54.02); // the van is down to 1.38 kW already
    const { connections } = await now();
    expect(connections[0]?.grantableKw).toBeCloseTo(95 - 5 - (54.02 - 1.38), 6);
  });

  it('is down before a lower limit begins, so that the limit is met when it does', async () => {
    await depotOf('building');
    await building(40);
    await capacity(95, 60, 60_000);
    expect((await now()).connections[0]?.grantableKw).toBe(50);
    await pass(31_000);
    expect((await now()).connections[0]).toMatchObject({ capacityKw: 95, grantableKw: 15 });
    await building(40);
    await pass(30_000);
    expect((await now()).connections[0]).toMatchObject({ capacityKw: 60, boundBy: 'profile:evening', grantableKw: 15 });
  });
});

describe('vans on their way to a new setpoint', () => {
  it('do not look like a building that grows or shrinks', async () => {
    await depotOf('incomer');
    await van(7);
    await pass(1_000);
    await building(40 + 7);
    const before = (await now()).connections[0]?.grantableKw;
    for (const [amps, drawnKw] of [
      [6, 1.38],
      [30, 6.9],
    ] as const) {
      await broker.bus.tell(setpointStates, { ...setpointStates.example, ...stamp(), toldA: amps, issuedAt: instantOf(clock.now()) });
      await pass(10_000);
      await building(40 + drawnKw); // long before the socket's next measure
      expect((await now()).connections[0]?.grantableKw).toBeCloseTo(before ?? 0, 6);
    }
  });

  it('do not hide a building that does grow', async () => {
    await depotOf('incomer');
    await van(7);
    await pass(1_000);
    await building(40 + 7);
    await broker.bus.tell(setpointStates, { ...setpointStates.example, ...stamp(), toldA: 6, issuedAt: instantOf(clock.now()) });
    await pass(10_000);
    await building(60 + 1.38);
    expect((await now()).connections[0]?.grantableKw).toBeCloseTo(95 - 5 - (61.38 - 7), 6);
  });
});

describe('a meter that falls silent', () => {
  it('is believed for seven minutes; then the worst case holds, with an alarm that turns red, until it is back', async () => {
    await depotOf('building', 70);
    await building(40);
    await pass(7 * 60_000 - 2_000);
    expect(await now()).toMatchObject({ stale: [], connections: [{ grantableKw: 50 }] });
    await pass(7_000);
    expect(await now()).toMatchObject({ stale: ['meter:main'], connections: [{ meterStale: true, grantableKw: 20 }] });
    expect(alarmsTold.at(-1)).toMatchObject({ level: 'amber', kind: 'meter-silent', subject: 'main', clearedAt: null });
    await pass(3 * 60_000);
    expect(alarmsTold.at(-1)).toMatchObject({ level: 'red', clearedAt: null });
    await building(40);
    await pass(6_000);
    expect(await now()).toMatchObject({ stale: [], connections: [{ grantableKw: 50 }] });
    expect(alarmsTold.at(-1)?.clearedAt).not.toBeNull();
  });

  it('stops all charging where nobody has said what the building may take', async () => {
    await depotOf('building');
    expect(await now()).toMatchObject({ buildingLoadKw: null, headroomKw: 0, connections: [{ grantableKw: 0 }] });
  });

  it('does not rewrite the live picture with values that come late', async () => {
    await depotOf('building');
    await building(40);
    await pass(60_000);
    await building(10, 120_000);
    expect(await now()).toMatchObject({ buildingLoadKw: 40 });
  });
});

describe('a service that is killed', () => {
  it('starts again from what it told, not from the worst case', async () => {
    await depotOf('incomer');
    await van(20);
    await building(60);
    await now();
    await app.close();
    latest = undefined;
    broker = broker.beside();
    broker.watch((topic, _key, message) => {
      if (topic === headrooms.name) latest = message as DepotHeadroom;
    });
    await start();
    await pass(5_000);
    await van(25);
    expect(await now()).toMatchObject({ buildingLoadKw: 60, evLoadKw: 25, headroomKw: 55, connections: [{ grantableKw: 50 }] });
  });
});
