import { HeadroomBench } from './testing/headroom-bench';

const HOUR = 3_600_000;

let bench: HeadroomBench;
beforeEach(async () => {
  bench = await HeadroomBench.open();
});
afterEach(() => bench.close());

const pass = (ms: number) => bench.pass(ms);
const now = () => bench.now();
const building = (kw: number, agoMs?: number) => bench.meter('main', kw, agoMs);
const van = (kw: number) => bench.draws(kw);
const capacity = (kw: number, thenKw = kw, thenMs = HOUR) =>
  bench.allow({
    main: [
      { forMs: thenMs, kw, boundBy: 'asc' },
      { forMs: 48 * HOUR, kw: thenKw, boundBy: 'profile:evening' },
    ],
  });
async function depotOf(meter: 'incomer' | 'building', worstCaseLoadKw?: number) {
  await bench.install([{ id: 'main', capacityKva: 100, powerFactor: 0.95, bufferKw: 5, meter, worstCaseLoadKw }]);
  await bench.agree();
  await capacity(95);
}

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
    await bench.told(6);
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
      await bench.told(amps);
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
    await bench.told(6);
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
    expect(bench.alarms.at(-1)).toMatchObject({ level: 'amber', kind: 'meter-silent', subject: 'main', clearedAt: null });
    await pass(3 * 60_000);
    expect(bench.alarms.at(-1)).toMatchObject({ level: 'red', clearedAt: null });
    await building(40);
    await pass(6_000);
    expect(await now()).toMatchObject({ stale: [], connections: [{ grantableKw: 50 }] });
    expect(bench.alarms.at(-1)?.clearedAt).not.toBeNull();
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
    await bench.restart();
    await pass(5_000);
    await van(25);
    expect(await now()).toMatchObject({ buildingLoadKw: 60, evLoadKw: 25, headroomKw: 55, connections: [{ grantableKw: 50 }] });
  });
});
