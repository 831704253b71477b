import { alarms } from '@headroom/contracts';
import { type DepotBench, depotBench, SIBLING } from './testing/depot-bench';

describe('a charge point that falls silent', () => {
  let depot: DepotBench;
  beforeEach(async () => {
    depot = await depotBench();
  });
  afterEach(() => depot.close());

  const charging = (socket?: string) =>
    depot.hear({ socket: socket ?? 'camden.evc1.sk1', status: 'Charging', tag: '04A2B3', realPowerW: 7_200 });
  const lastAlarm = () => depot.alarmsTold.at(-1);

  it('is lost a minute after its last word, with a red alarm in plain words', async () => {
    await charging();
    await depot.passSeconds(60);
    expect(depot.truth().lost).toBe(false);
    await depot.passSeconds(10);
    expect(depot.truth()).toMatchObject({ lost: true, realPowerW: 7_200, epoch: 1 });
    expect(lastAlarm()).toMatchObject({ level: 'red', kind: 'socket-silent', subject: 'evc1', clearedAt: null });
    expect(lastAlarm()?.detail).toBe(
      'Charge point evc1 has not been heard since 2026-11-23T17:00:00.000Z, with a vehicle plugged in at sk1; the full rating is assumed.',
    );
  });

  it('is back with its next word: alarm cleared, setpoint to be told again', async () => {
    await charging();
    await depot.passSeconds(90);
    await depot.hear({ realPowerW: 7_100 });
    expect(depot.truth()).toMatchObject({ lost: false, epoch: 2 });
    expect(lastAlarm()).toMatchObject({ clearedAt: depot.nowAt() });
    expect(depot.alarmsTold).toHaveLength(2);
  });

  it('is one alarm, however many of its sockets are silent', async () => {
    await charging();
    await charging(SIBLING);
    await depot.passSeconds(120);
    expect([depot.truth().lost, depot.truth(SIBLING).lost]).toEqual([true, true]);
    expect(new Set(depot.alarmsTold.map((alarm) => alarm.alarm)).size).toBe(1);
    expect(lastAlarm()?.detail).toContain('plugged in at sk1 and sk2');
    await charging(SIBLING);
    expect(lastAlarm()).toMatchObject({ clearedAt: null });
    expect(lastAlarm()?.detail).toMatch(/^Socket sk1 of charge point evc1/);
    await charging();
    expect(lastAlarm()?.clearedAt).not.toBeNull();
  });

  it('is idle, not lost, with nobody plugged in', async () => {
    await depot.hear({ status: 'Available' });
    await depot.passSeconds(3_600);
    expect(depot.truth()).toMatchObject({ lost: false });
    expect(depot.alarmsTold).toEqual([]);
  });

  it('is not lost between two words a minute apart, a second late now and then', async () => {
    await charging();
    for (let minute = 0; minute < 30; minute++) {
      await depot.passSeconds(minute % 2 ? 59 : 61);
      await charging();
    }
    expect(depot.alarmsTold).toEqual([]);
    expect(depot.truth().epoch).toBe(1);
  });

  it('is told of as soon as the bus is back, lost and found', async () => {
    await charging();
    depot.mood.isAway = true;
    await depot.passSeconds(120);
    expect(depot.alarmsTold).toEqual([]);
    depot.mood.isAway = false;
    await depot.passSeconds(10);
    expect(depot.truth().lost).toBe(true);
    expect(lastAlarm()).toMatchObject({ level: 'red', clearedAt: null });
    depot.mood.isAway = true;
    await charging();
    depot.mood.isAway = false;
    await depot.passSeconds(5);
    await charging();
    expect(depot.truth()).toMatchObject({ lost: false, epoch: 2 });
    expect(lastAlarm()?.clearedAt).not.toBeNull();
  });

  it('keeps who has seen its alarm', async () => {
    await charging();
    await charging(SIBLING);
    await depot.passSeconds(70);
    const seen = {
      ...(lastAlarm() as NonNullable<ReturnType<typeof lastAlarm>>),
      id: 'ack',
      acknowledgedAt: depot.nowAt(),
      acknowledgedBy: 'kim',
    };
    await depot.broker.bus.tell(alarms, { ...seen, at: depot.nowAt() });
    await depot.broker.idle();
    await charging(SIBLING);
    expect(lastAlarm()).toMatchObject({ acknowledgedBy: 'kim', clearedAt: null });
  });
});

describe('cp-state started again', () => {
  let depot: DepotBench;
  beforeEach(async () => {
    depot = await depotBench();
  });
  afterEach(() => depot.close());

  it('knows from its table what it knew, and tells nothing twice', async () => {
    await depot.hear({ status: 'Charging', tag: '04A2B3', realPowerW: 7_200, energyWh: 500 });
    const before = depot.told.length;
    await depot.restart();
    expect(depot.told).toHaveLength(before);
    await depot.passSeconds(10);
    await depot.hear({ energyWh: 520, realPowerW: 7_000 });
    expect(depot.truth()).toMatchObject({
      plugged: true,
      vehicle: 'camden.van07',
      epoch: 1,
      energyAtPlugWh: 500,
      energyWh: 520,
      realPowerW: 7_000,
    });
  });

  it('does not take what was said while it was away for silence, and notices what goes on', async () => {
    await depot.hear({ status: 'Charging', realPowerW: 7_200 });
    await depot.passSeconds(55);
    await depot.restart();
    await depot.passSeconds(30);
    expect(depot.truth().lost).toBe(false);
    await depot.passSeconds(40);
    expect(depot.truth().lost).toBe(true);
  });

  it('hands its depots to another process without a word too many', async () => {
    await depot.hear({ status: 'Charging', tag: '04A2B3', realPowerW: 7_200, energyWh: 500 });
    const before = depot.told.length;
    await depot.handOver();
    await depot.passSeconds(30);
    expect(depot.told).toHaveLength(before);
    await depot.hear({ realPowerW: 7_000 });
    expect(depot.told).toHaveLength(before + 1);
    expect(depot.truth()).toMatchObject({ plugged: true, vehicle: 'camden.van07', epoch: 1, realPowerW: 7_000 });
  });

  it('clears an alarm that was raised before', async () => {
    await depot.hear({ status: 'Charging', realPowerW: 7_200 });
    await depot.passSeconds(90);
    await depot.restart();
    await depot.hear({ realPowerW: 7_100 });
    expect(depot.alarmsTold.at(-1)?.clearedAt).toBe(depot.nowAt());
    expect(depot.truth().epoch).toBe(2);
  });
});
