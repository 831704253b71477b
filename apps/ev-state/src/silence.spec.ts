import { SOCKET, type VansBench, vansBench } from './testing/vans-bench';

describe('a van whose telematics falls silent', () => {
  let depot: VansBench;
  beforeEach(async () => {
    depot = await vansBench();
  });
  afterEach(() => depot.close());
  const lastAlarm = () => depot.alarmsTold.at(-1);

  it('is amber after three minutes, red after five, and well again with its next report', async () => {
    await depot.socketSays({});
    await depot.reports(40);
    await depot.passMinutes(2.9);
    expect(depot.alarmsTold).toEqual([]);
    await depot.passMinutes(0.4);
    expect(lastAlarm()).toMatchObject({ level: 'amber', kind: 'telematics-silent', subject: 'van07', clearedAt: null });
    expect(depot.truth().telematicsSilent).toBe(true);
    await depot.passMinutes(2);
    expect(lastAlarm()).toMatchObject({ level: 'red' });
    expect(lastAlarm()?.detail).toContain('van07 (LX21 ABC) is plugged in and has not reported');
    await depot.reports(41);
    expect(lastAlarm()).toMatchObject({ clearedAt: depot.nowAt() });
    expect(depot.truth()).toMatchObject({ telematicsSilent: false, socPct: 41 });
    expect(depot.alarmsTold).toHaveLength(3);
  });

  it('is not missed when it is away, nor when it has never reported', async () => {
    await depot.reports(40);
    await depot.socketSays({ vehicle: 'camden.van08' });
    await depot.passMinutes(60);
    expect(depot.alarmsTold).toEqual([]);
  });

  it('is not missed any more when it leaves', async () => {
    await depot.socketSays({});
    await depot.reports(40);
    await depot.passMinutes(6);
    await depot.socketSays({ plugged: false, vehicle: null });
    expect(lastAlarm()?.clearedAt).toBe(depot.nowAt());
    expect(depot.truth().telematicsSilent).toBe(false);
  });

  it('is still counted on from the meter meanwhile', async () => {
    await depot.socketSays({});
    await depot.reports(40);
    await depot.passMinutes(60);
    await depot.socketSays({ energyWh: 6_000 });
    expect(depot.truth()).toMatchObject({ telematicsSilent: true, socPct: 49 });
  });
});

describe('ev-state started again', () => {
  let depot: VansBench;
  beforeEach(async () => {
    depot = await vansBench();
  });
  afterEach(() => depot.close());

  it('goes on from its table: same state of charge, and still no use for a late reading', async () => {
    await depot.socketSays({ energyWh: 0 });
    await depot.reports(40);
    await depot.passMinutes(60);
    await depot.socketSays({ energyWh: 6_000 });
    const before = depot.told.length;
    await depot.restart();
    expect(depot.told).toHaveLength(before);
    await depot.reports(10, { agoMs: 3 * 3_600_000 });
    await depot.passMinutes(10);
    await depot.socketSays({ energyWh: 7_200 });
    expect(depot.truth()).toMatchObject({ socPct: 50.8, socket: SOCKET });
  });

  it('does not raise or clear an alarm only because it was away', async () => {
    await depot.socketSays({});
    await depot.reports(40);
    await depot.passMinutes(2.5);
    await depot.restart();
    await depot.passMinutes(1);
    expect(depot.alarmsTold).toEqual([]);
    await depot.passMinutes(5);
    expect(depot.alarmsTold.at(-1)).toMatchObject({ level: 'red', clearedAt: null });
    await depot.restart();
    await depot.passMinutes(1);
    expect(depot.truth().telematicsSilent).toBe(true);
    expect(depot.alarmsTold.at(-1)).toMatchObject({ level: 'red', clearedAt: null });
    await depot.reports(41);
    expect(depot.alarmsTold.at(-1)?.clearedAt).toBe(depot.nowAt());
  });
});
