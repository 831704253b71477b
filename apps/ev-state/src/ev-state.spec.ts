import { camden, plans, SOCKET, VAN, type VansBench, vansBench } from './testing/vans-bench';

describe('the latest truth of a van', () => {
  let depot: VansBench;
  beforeEach(async () => {
    depot = await vansBench();
  });
  afterEach(() => depot.close());

  it('is unknown before the van has reported, which is not an empty battery', async () => {
    expect(depot.truth()).toMatchObject({
      socPct: null,
      neededKwh: null,
      reading: null,
      socket: null,
      departAt: '2026-11-24T06:30:00.000Z',
    });
    await depot.socketSays({ energyWh: 4_000 });
    expect(depot.truth()).toMatchObject({ socPct: null, neededKwh: null, socket: SOCKET });
  });

  it('is what telematics said, and what is still needed for the next shift', async () => {
    await depot.reports(43);
    expect(depot.truth()).toMatchObject({ socPct: 43, targetSocPct: 80, neededKwh: 24.67, reading: { socPct: 43, energyWh: null } });
  });

  it('is carried on by what the socket has metered since', async () => {
    await depot.socketSays({ energyWh: 1_000_000, energyAtPlugWh: 1_000_000 });
    await depot.reports(40);
    await depot.passMinutes(60);
    await depot.socketSays({ energyWh: 1_006_000, energyAtPlugWh: 1_000_000 });
    expect(depot.truth()).toMatchObject({ socPct: 49, neededKwh: 20.67, reading: { socPct: 40, energyWh: 1_000_000 } });
  });

  it('counts what was metered while the reading was on its way', async () => {
    await depot.socketSays({ energyWh: 0 });
    await depot.passMinutes(10);
    await depot.socketSays({ energyWh: 1_000 });
    await depot.passMinutes(10);
    await depot.socketSays({ energyWh: 2_000 });
    await depot.reports(50, { agoMs: 5 * 60_000 });
    expect(depot.truth()).toMatchObject({ socPct: 50.8, reading: { socPct: 50, energyWh: 1_500 } });
  });

  it('begins anew with each reading, so that what was metered is not counted twice', async () => {
    await depot.socketSays({ energyWh: 0 });
    await depot.reports(40);
    await depot.passMinutes(60);
    await depot.socketSays({ energyWh: 6_000 });
    await depot.reports(48.5);
    await depot.passMinutes(1);
    await depot.socketSays({ energyWh: 6_120 });
    expect(depot.truth().socPct).toBeCloseTo(48.5, 0);
    expect(depot.truth().socPct).toBeLessThan(49);
  });

  it('ignores a reading older than the one it holds, and one that comes twice', async () => {
    await depot.reports(60);
    await depot.reports(20, { agoMs: 600_000 });
    await depot.reports(61);
    const before = depot.told.length;
    expect(depot.truth().socPct).toBe(60);
    expect(before).toBe(3);
  });

  it('does not know how full a van is that has driven since it last reported', async () => {
    await depot.reports(90);
    await depot.passMinutes(480);
    await depot.socketSays({ pluggedAt: depot.nowAt() });
    expect(depot.truth()).toMatchObject({ socPct: null, neededKwh: null, reading: { socPct: 90 } });
    await depot.reports(30);
    expect(depot.truth()).toMatchObject({ socPct: 30 });
  });

  it('does not count a changed register as charge, forwards or backwards', async () => {
    await depot.socketSays({ energyWh: 500_000, energyAtPlugWh: 500_000 });
    await depot.reports(40);
    await depot.passMinutes(1);
    await depot.socketSays({ energyWh: 20, energyAtPlugWh: 20 });
    await depot.passMinutes(30);
    await depot.socketSays({ energyWh: 3_020, energyAtPlugWh: 20 });
    expect(depot.truth().socPct).toBe(44.5);
    await depot.passMinutes(1);
    await depot.socketSays({ energyWh: 907_559, energyAtPlugWh: 20 });
    await depot.reports(44.6);
    expect(depot.truth().socPct).toBeLessThan(46);
  });

  it('counts on across a move to another socket', async () => {
    await depot.socketSays({ energyWh: 0 });
    await depot.reports(40);
    await depot.passMinutes(10);
    await depot.socketSays({ energyWh: 1_200 });
    await depot.socketSays({ plugged: false, vehicle: null, pluggedAt: null });
    expect(depot.truth().socket).toBeNull();
    await depot.passMinutes(5);
    await depot.socketSays({ socket: 'camden.evc2.sk1', pluggedAt: depot.nowAt(), energyWh: 70_000, energyAtPlugWh: 70_000 });
    await depot.passMinutes(10);
    await depot.socketSays({ socket: 'camden.evc2.sk1', pluggedAt: depot.nowAt(600_000), energyWh: 71_200, energyAtPlugWh: 70_000 });
    expect(depot.truth()).toMatchObject({ socket: 'camden.evc2.sk1', socPct: 43.6 });
  });

  it('counts from plug-in when the van is recognised late', async () => {
    await depot.reports(40);
    await depot.passMinutes(60);
    await depot.socketSays({ energyWh: 6_000, energyAtPlugWh: 0 });
    expect(depot.truth().socPct).toBe(49);
  });

  it('is where it was plugged in last when its tag is on two sockets', async () => {
    await depot.socketSays({});
    await depot.socketSays({ socket: 'camden.evc1.sk2', pluggedAt: '2026-11-23T17:30:00.000Z' });
    expect(depot.truth().socket).toBe('camden.evc1.sk2');
    await depot.socketSays({ socket: 'camden.evc1.sk2', plugged: false, vehicle: null });
    expect(depot.truth().socket).toBe(SOCKET);
  });

  it('needs what its schedule says in kWh, less what this session has given, even with its state of charge unknown', async () => {
    await depot.register(camden, {
      ...plans,
      schedules: [{ vehicleId: VAN, weekday: 2, departLocal: '06:30', returnLocal: '16:00', energyKwh: 22 }],
    });
    await depot.socketSays({ energyWh: 5_000 });
    expect(depot.truth()).toMatchObject({ socPct: null, neededKwh: 17 });
  });

  it('needs nothing more once it is full, and that is told at once', async () => {
    await depot.socketSays({ energyWh: 0 });
    await depot.reports(79.9);
    await depot.passMinutes(1);
    await depot.socketSays({ energyWh: 120 });
    expect(depot.truth()).toMatchObject({ socPct: 80.1, neededKwh: 0 });
  });

  it('looks to the next departure when one has passed', async () => {
    await depot.register(camden, {
      ...plans,
      schedules: [1, 2].map((weekday) => ({
        vehicleId: VAN,
        weekday,
        departLocal: weekday === 1 ? '17:20' : '06:30',
        returnLocal: '16:00',
        targetSocPct: 80,
      })),
    });
    expect(depot.truth().departAt).toBe('2026-11-23T17:20:00.000Z');
    await depot.passMinutes(21);
    expect(depot.truth().departAt).toBe('2026-11-24T06:30:00.000Z');
  });

  it('leaves with the van when it is sold', async () => {
    await depot.register({ ...camden, vehicles: camden.vehicles.slice(1) }, plans);
    expect(depot.gone).toEqual([VAN]);
  });

  it('is told in steps that matter, not with every measure', async () => {
    await depot.socketSays({ energyWh: 0 });
    await depot.reports(40);
    const before = depot.told.length;
    for (let minute = 1; minute <= 60; minute++) {
      await depot.passMinutes(1);
      await depot.socketSays({ energyWh: minute * 120 });
      await depot.reports(40 + minute * 0.18);
    }
    expect(depot.told.length - before).toBeGreaterThanOrEqual(15);
    expect(depot.told.length - before).toBeLessThanOrEqual(30);
  });
});
