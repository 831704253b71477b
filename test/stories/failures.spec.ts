import { type ServiceName, type Setting, socketId, WholeDepot } from './whole-depot';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const night: Setting = { startsAt: '2026-11-23T20:00:00.000Z', sockets: 6, capacityKw: 45, buildingKw: 15 };
const WAVER_KW = 2;

jest.setTimeout(60_000);

let whole: WholeDepot;
afterEach(() => whole.close());
const charging = async (more: Partial<Setting> = {}) => {
  whole = await WholeDepot.open({ ...night, ...more });
  await whole.pass(8 * MINUTE);
  expect(whole.evKw()).toBeGreaterThan(15);
};
const standing = (kind: string) => {
  const latest = new Map(whole.alarms.filter((alarm) => alarm.kind === kind).map((alarm) => [alarm.alarm, alarm]));
  return [...latest.values()].filter(({ clearedAt }) => clearedAt === null);
};

describe('a service that is killed', () => {
  it.each(['ingest', 'cp-state', 'ev-state', 'capacity-plan', 'headroom', 'priority', 'optimiser', 'control'] as ServiceName[])(
    '%s: the depot goes on within its limit, and is under control again within 15 s of its start',
    async (name) => {
      await charging();
      whole.takePeakKw();
      await whole.kill(name);
      await whole.pass(30 * SECOND);
      await whole.start(name);
      const startedAtMs = whole.clock.now();
      await whole.install({ connections: [{ ...whole.dossier().connections[0], bufferKw: 22 } as never] });
      await whole.pass(15 * SECOND);
      expect(whole.since(startedAtMs).length).toBeGreaterThan(0);
      expect(whole.takePeakKw()).toBeLessThanOrEqual(30 + WAVER_KW);
      await whole.pass(30 * SECOND);
      expect(whole.evKw()).toBeLessThanOrEqual(8 + WAVER_KW);
      await whole.pass(3 * MINUTE);
      expect(whole.evKw()).toBeLessThanOrEqual(8 + WAVER_KW);
      expect(whole.evKw()).toBeGreaterThan(1);
    },
  );
});

describe('a headroom service that stays away', () => {
  it('is not believed for ever: after 7 minutes nothing may be drawn on its last word, and charging goes on when it is back', async () => {
    await charging();
    await whole.kill('headroom');
    await whole.pass(5 * MINUTE);
    expect(whole.evKw()).toBeGreaterThan(15);
    await whole.pass(3 * MINUTE);
    expect(whole.evKw()).toBe(0);
    await whole.start('headroom');
    await whole.pass(8 * MINUTE);
    expect(whole.evKw()).toBeGreaterThan(15);
  });

  it('is heard from even where nothing changes', async () => {
    await charging();
    await whole.kill('outside');
    await whole.pass(5 * MINUTE);
    expect(whole.clock.now() - Date.parse(whole.headroom.at)).toBeLessThanOrEqual(MINUTE + SECOND);
  });
});

describe('a socket that is rated lower than it was thought to be', () => {
  it('is cut to its new rating at once', async () => {
    await charging({ capacityKw: 90 });
    expect(whole.amps()[0]).toBe(32);
    const { chargePoints } = whole.dossier();
    const [first, ...others] = chargePoints;
    const lower = { ...first, sockets: first?.sockets.map((socket) => ({ ...socket, maxLimitA: 16 })) };
    await whole.install({ chargePoints: [lower as never, ...others] });
    await whole.pass(10 * SECOND);
    expect(whole.amps()[0]).toBe(16);
    expect(whole.amps().slice(1)).toEqual([32, 32, 32, 32, 32]);
  });
});

describe('what a decrease has come to', () => {
  it('is on record while it is accepted and not yet seen by the meter', async () => {
    await charging();
    const states = new Set<string>();
    whole.broker.watch((topic, _key, message) => {
      if (topic === 'state.setpoints' && message && !Buffer.isBuffer(message)) states.add((message as { state: string }).state);
    });
    await whole.setByHand(0, 0);
    await whole.pass(2 * MINUTE);
    expect(states).toEqual(new Set(['sent', 'accepted', 'confirmed']));
  });
});

describe('the modes of a depot', () => {
  const options = { mode: 'live' as const, profiledConnection: true, flexibility: false, priorities: true, tariff: false };

  it('off: its setpoints stop within one second', async () => {
    await charging();
    await whole.agree({ options: { ...options, mode: 'off' } });
    await whole.pass(1 * SECOND);
    const offAtMs = whole.clock.now();
    await whole.install({ connections: [{ ...whole.dossier().connections[0], bufferKw: 25 } as never] });
    await whole.pass(5 * MINUTE);
    expect(whole.since(offAtMs)).toEqual([]);
  });

  it('live again after off: what has changed in the meantime is made good at once', async () => {
    await charging();
    await whole.agree({ options: { ...options, mode: 'off' } });
    await whole.pass(MINUTE);
    await whole.install({ connections: [{ ...whole.dossier().connections[0], bufferKw: 22 } as never] });
    await whole.pass(10 * MINUTE);
    expect(whole.evKw()).toBeGreaterThan(15);
    await whole.agree({ options: { ...options, mode: 'live' } });
    await whole.pass(30 * SECOND);
    whole.takePeakKw();
    await whole.pass(5 * MINUTE);
    expect(whole.takePeakKw()).toBeLessThanOrEqual(8 + WAVER_KW);
    expect(whole.evKw()).toBeGreaterThan(1);
  });

  it('monitor: shows what it would do and sends nothing', async () => {
    whole = await WholeDepot.open({ ...night, plans: { options: { ...options, mode: 'monitor' } } });
    await whole.pass(5 * MINUTE);
    expect(whole.setpoints).toEqual([]);
    expect(whole.latest.get('control.allocations whitechapel')).toMatchObject({ mode: 'monitor' });
  });

  it('test: sends its setpoints with a flag, and the vans charge as they did', async () => {
    whole = await WholeDepot.open({ ...night, plans: { options: { ...options, mode: 'test' } } });
    await whole.pass(5 * MINUTE);
    expect(whole.setpoints.length).toBeGreaterThan(0);
    expect(new Set(whole.setpoints.map(({ mode }) => mode))).toEqual(new Set(['test']));
    expect(whole.evKw()).toBeCloseTo(6 * 7.36, 0);
  });
});

describe('tags', () => {
  it('a van with an unknown tag, the master tag or none still charges, at the default priority, with a warning', async () => {
    whole = await WholeDepot.open({ ...night, capacityKw: 90, tagOf: (index) => ['NOBODY', 'MASTER', null][index % 3] ?? null });
    await whole.pass(10 * MINUTE);
    const warnings = whole.priorities.sockets.map(({ warning, priority }) => ({ warning, priority }));
    expect(warnings).toContainEqual({ warning: 'unknown-tag', priority: 0.5 });
    expect(warnings).toContainEqual({ warning: 'master-tag', priority: 0.5 });
    expect(whole.amps().every((amps) => amps === 32)).toBe(true);
    expect(standing('unknown-tag').length + standing('master-tag').length).toBeGreaterThan(0);
  });
});

describe('when the outside falls silent', () => {
  it('a charge point controller that is lost counts at the most it may draw, raises an alarm, and comes back by itself', async () => {
    await charging({ capacityKw: 60 });
    await whole.kill('ingest');
    await whole.pass(90 * SECOND);
    expect(whole.socket(0).lost).toBe(true);
    expect(standing('socket-silent').length).toBeGreaterThan(0);
    await whole.start('ingest');
    await whole.pass(3 * MINUTE);
    expect(whole.socket(0).lost).toBe(false);
    expect(standing('socket-silent')).toEqual([]);
    expect(whole.evKw()).toBeGreaterThan(30);
  });

  it('messages that are lost or late in plenty cost charge, never the limit', async () => {
    whole = await WholeDepot.open({
      ...night,
      faults: {
        lostAnswerShare: 0.15,
        lateAnswerShare: 0.1,
        rejectedSetpointShare: 0.1,
        lostMeasureShare: 0.1,
        lostMeterReadingShare: 0.2,
        lostTelematicsShare: 0.3,
      },
    });
    await whole.pass(1 * MINUTE);
    whole.takePeakKw();
    await whole.pass(60 * MINUTE);
    expect(whole.takePeakKw()).toBeLessThanOrEqual(30 + WAVER_KW);
    expect(whole.evKw()).toBeGreaterThan(5);
  });
});

describe('chargers that never answer', () => {
  it('are alarmed, count at the worst they may do, and the connection holds', async () => {
    whole = await WholeDepot.open({ ...night, faults: { lostAnswerShare: 1 } });
    await whole.pass(MINUTE);
    whole.takePeakKw();
    await whole.pass(30 * MINUTE);
    expect(whole.takePeakKw()).toBeLessThanOrEqual(30 + WAVER_KW);
    expect(standing('setpoint-failed')).toHaveLength(6);
  });
});

describe('what a socket is told', () => {
  it('is told again after a plug-in', async () => {
    await charging();
    const before = whole.setpoints.filter(({ socket }) => socket === socketId(0)).length;
    const { epoch } = whole.socket(0);
    expect(epoch).toBeGreaterThan(0);
    expect(before).toBeGreaterThan(0);
    await whole.pass(MINUTE);
    const told = whole.latest.get(`state.setpoints ${socketId(0)}`) as { epoch: number; state: string };
    expect(told).toMatchObject({ epoch, state: 'confirmed' });
  });
});
