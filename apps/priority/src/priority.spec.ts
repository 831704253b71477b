import { plans, type RanksBench, ranksBench } from './testing/ranks-bench';

const TOMORROW = '2026-11-24T06:30:00.000Z';

describe('who goes first', () => {
  let depot: RanksBench;
  beforeEach(async () => {
    depot = await ranksBench();
  });
  afterEach(() => depot.close());

  it('is nobody at an empty depot', () => expect(depot.told).toMatchObject([{ depot: 'camden', sockets: [] }]));

  it('is the emptier van, and the ranks say why', async () => {
    await depot.vanAt(1, 'van01', { socPct: 80, neededKwh: 12, departAt: TOMORROW });
    await depot.vanAt(3, 'van02', { socPct: 20, neededKwh: 48, departAt: TOMORROW });
    expect(depot.rank(3)?.priority).toBeGreaterThan(depot.rank(1)?.priority ?? 1);
    expect(depot.rank(3)).toMatchObject({
      vehicle: 'camden.van02',
      socPct: 20,
      neededKwh: 48,
      maxChargeKw: 7.2,
      departAt: TOMORROW,
      warning: null,
    });
    const { parts = {}, priority } = depot.rank(3) ?? {};
    expect(Object.keys(parts).sort()).toEqual(['socDeficit', 'urgency']);
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(priority ?? 0, 6);
  });

  it('is the van that leaves sooner, when both are as empty', async () => {
    await depot.vanAt(1, 'van01', { socPct: 50, neededKwh: 30, departAt: '2026-11-25T06:30:00.000Z' });
    await depot.vanAt(2, 'van02', { socPct: 50, neededKwh: 30, departAt: TOMORROW });
    expect(depot.rank(2)?.priority).toBeGreaterThan(depot.rank(1)?.priority ?? 1);
    expect(depot.rank(2)?.maxChargeKw).toBeCloseTo(3.68);
  });

  it.each([
    ['unknown', 'unknown-tag'],
    ['master', 'master-tag'],
    ['none', 'no-tag'],
  ] as const)('gives a session with tag %s the default priority, with a warning', async (tagKind, warning) => {
    await depot.socketSays(1, { tagKind, tag: tagKind === 'none' ? null : 'FFFF' });
    expect(depot.ranks()).toMatchObject([
      { vehicle: null, priority: 0.5, parts: { default: 0.5 }, socPct: null, maxChargeKw: null, warning },
    ]);
  });

  it('takes the default priority from the depot', async () => {
    await depot.tellPlans({ ...plans, weightings: { ...plans.weightings, unknownVehicle: 0.2 } });
    await depot.socketSays(1, { tagKind: 'master' });
    expect(depot.rank(1)?.priority).toBe(0.2);
  });

  it('warns of an unknown state of charge, and neither takes it for empty nor for full', async () => {
    await depot.vanAt(1, 'van01', { socPct: null, neededKwh: null, departAt: TOMORROW });
    await depot.vanAt(2, 'van02', { socPct: 2, neededKwh: 58, departAt: TOMORROW });
    await depot.vanAt(3, 'van03', { socPct: 100, neededKwh: 0, departAt: TOMORROW });
    expect(depot.rank(1)).toMatchObject({ warning: 'unknown-soc', socPct: null });
    expect(depot.rank(1)?.priority).toBeLessThan(depot.rank(2)?.priority ?? 0);
    expect(depot.rank(1)?.priority).toBeGreaterThan(depot.rank(3)?.priority ?? 1);
  });

  it('warns of a tag on two sockets, and ranks both until one leaves', async () => {
    await depot.vanAt(1, 'van01', { socPct: 50 });
    await depot.vanAt(2, 'van01', { socPct: 50 });
    expect(depot.ranks().map(({ warning }) => warning)).toEqual(['tag-on-two-sockets', 'tag-on-two-sockets']);
    await depot.socketSays(2, { plugged: false, tagKind: 'none', tag: null });
    expect(depot.ranks()).toMatchObject([{ socket: 'camden.evc1.sk1', warning: null }]);
  });

  it('makes all alike where the depot has ranks switched off, and still warns', async () => {
    await depot.tellPlans({ ...plans, options: { ...plans.options, priorities: false } });
    await depot.vanAt(1, 'van01', { socPct: 90 });
    await depot.vanAt(2, 'van02', { socPct: 10 });
    await depot.socketSays(3, { tagKind: 'unknown' });
    expect(depot.ranks().map(({ priority }) => priority)).toEqual([0.5, 0.5, 0.5]);
    expect(depot.rank(3)?.warning).toBe('unknown-tag');
  });

  it('rises minute by minute as the departure comes nearer, with no message at all', async () => {
    await depot.vanAt(1, 'van01', { socPct: 50, neededKwh: 30, departAt: '2026-11-24T00:00:00.000Z' });
    const before = depot.rank(1)?.priority ?? 1;
    await depot.passSeconds(1_800);
    expect(depot.rank(1)?.priority).toBeGreaterThan(before);
  });

  it('is not told again when only the power of a socket changes', async () => {
    await depot.vanAt(1, 'van01', { socPct: 100, neededKwh: 0, departAt: null });
    const before = depot.told.length;
    for (let minute = 0; minute < 10; minute++) {
      await depot.socketSays(1, { tagKind: 'vehicle', vehicle: 'camden.van01', realPowerW: minute * 100 });
      await depot.passSeconds(58);
    }
    expect(depot.told).toHaveLength(before);
  });

  it('follows a battery that fills within 20 seconds, and one that is read anew within one', async () => {
    await depot.vanAt(1, 'van01', { socPct: 50, neededKwh: 30, departAt: TOMORROW });
    await depot.passSeconds(20);
    const before = depot.told.length;
    for (const socPct of [50.5, 51, 51.5]) await depot.vanAt(1, 'van01', { socPct, neededKwh: 30, departAt: TOMORROW });
    await depot.passSeconds(20);
    expect(depot.told.length - before).toBeLessThanOrEqual(2);
    expect(depot.rank(1)?.socPct).toBe(51.5);
    await depot.vanAt(1, 'van01', { socPct: 90, neededKwh: 6, departAt: TOMORROW });
    await depot.passSeconds(1);
    expect(depot.rank(1)?.socPct).toBe(90);
  });

  it('is worked out once for a burst of plug-ins, a second later at the most', async () => {
    const before = depot.told.length;
    await depot.socketSays(
      1,
      { tagKind: 'none' },
      { tagKind: 'unknown' },
      { tagKind: 'master' },
      { tagKind: 'none' },
      { tagKind: 'unknown' },
    );
    expect(depot.told.length - before).toBeLessThanOrEqual(2);
    expect(depot.rank(1)?.warning).toBe('unknown-tag');
  });

  it('lets go of a socket that was taken down', async () => {
    await depot.vanAt(1, 'van01');
    await depot.forgetSocket(1);
    expect(depot.ranks()).toEqual([]);
  });
});

describe('a tag that needs a person', () => {
  let depot: RanksBench;
  beforeEach(async () => {
    depot = await ranksBench();
  });
  afterEach(() => depot.close());

  it.each([
    ['unknown', 'unknown-tag', 'Tag FFFF, which no vehicle has, was presented at evc1.sk1.'],
    ['master', 'master-tag', 'The master tag was presented at evc1.sk1.'],
  ] as const)('is an amber alarm until the session ends: %s', async (tagKind, kind, detail) => {
    await depot.socketSays(1, { tagKind, tag: 'FFFF' }, { tagKind, tag: 'FFFF', realPowerW: 5 });
    expect(depot.alarmsTold).toMatchObject([
      { kind, level: 'amber', subject: 'evc1.sk1', clearedAt: null, detail: expect.stringContaining(detail) },
    ]);
    await depot.socketSays(1, { plugged: false, tagKind: 'none', tag: null });
    expect(depot.alarmsTold).toHaveLength(2);
    expect(depot.alarmsTold[1]?.clearedAt).not.toBeNull();
  });

  it('is well again when the tag is given to a van', async () => {
    await depot.socketSays(1, { tagKind: 'unknown', tag: 'FFFF' });
    await depot.vanAt(1, 'van01', { socPct: 50 });
    expect(depot.alarmsTold.at(-1)).toMatchObject({ kind: 'unknown-tag', clearedAt: expect.any(String) });
    expect(depot.rank(1)?.warning).toBeNull();
  });

  it('raises no alarm where there is no tag at all', async () => {
    await depot.socketSays(1, { tagKind: 'none', tag: null });
    expect(depot.alarmsTold).toEqual([]);
  });
});

describe('priority started again', () => {
  let depot: RanksBench;
  beforeEach(async () => {
    depot = await ranksBench();
  });
  afterEach(() => depot.close());

  it('goes on from its tables and tells nothing twice', async () => {
    await depot.vanAt(1, 'van01', { socPct: 50, neededKwh: 30, departAt: null });
    await depot.socketSays(2, { tagKind: 'unknown', tag: 'FFFF' });
    const before = [depot.told.length, depot.alarmsTold.length];
    await depot.restart();
    expect([depot.told.length, depot.alarmsTold.length]).toEqual(before);
    await depot.socketSays(2, { plugged: false, tagKind: 'none', tag: null });
    expect(depot.ranks()).toHaveLength(1);
    expect(depot.alarmsTold.at(-1)?.clearedAt).not.toBeNull();
  });
});
