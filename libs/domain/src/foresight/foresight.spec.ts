import { flowPlanner, horizonFaults } from '../plan';
import { judgePlan } from '../safety';
import {
  type DepotOutlook,
  expectedLoadKw,
  horizonProblemOf,
  notesOf,
  type Session,
  settledPlan,
  shortfallsOf,
  targetsOf,
  unknownDay,
  withReading,
} from './index';

const zone = 'Europe/London';
const nowMs = Date.parse('2026-11-23T18:00:20.000Z');
const HOUR = 3_600_000;
const session = (over: Partial<Session> = {}): Session => ({
  vehicle: 'd.v1',
  neededKwh: 10,
  deliveredKwh: 0,
  socPct: 40,
  departAtMs: nowMs + 12 * HOUR,
  priority: 0.5,
  isCharging: false,
  usableA: null,
  ...over,
});
const depot = (kw: number, sessions: (Session | null)[], more: Partial<DepotOutlook> = {}): DepotOutlook => ({
  nowMs,
  zone,
  grid: { connections: [{ id: 'main' }], feeders: [] },
  connections: [
    {
      id: 'main',
      pieces: [{ fromMs: nowMs - HOUR, untilMs: nowMs + 48 * HOUR, kw, boundBy: 'asc' }],
      bufferKw: 0,
      grantableKw: kw,
      expectedLoadKw: () => 0,
    },
  ],
  rates: null,
  sockets: sessions.map((row, index) => ({ id: `d.cp.sk${index + 1}`, node: 'main', phases: [0], maxA: 32, session: row })),
  vans: [1, 2, 3].map((n) => ({ id: `d.v${n}`, batteryKwh: 60, maxChargeKw: 7.36, phases: 1, usualSocket: null })),
  schedules: [],
  defaultPriority: 0.5,
  ...more,
});
const planned = (outlook: DepotOutlook) => {
  const foresight = horizonProblemOf(outlook);
  expect(horizonFaults(foresight.problem)).toEqual([]);
  const plan = flowPlanner.plan(foresight.problem, 1_000);
  if (plan === null) throw new Error('no plan');
  return { foresight, plan };
};

describe('a depot two days ahead', () => {
  it('plans a van to be ready half an hour before it leaves, and earlier where its battery slows down', () => {
    const { problem } = horizonProblemOf(depot(20, [session(), session({ vehicle: 'd.v2', socPct: 75 })]));
    expect(problem.jobs.map(({ untilSlot }) => untilSlot)).toEqual([46, 42]);
  });

  it('gives a van that needs all its time all its time', () => {
    const { problem } = horizonProblemOf(depot(20, [session({ neededKwh: 7, departAtMs: nowMs + HOUR })]));
    expect(problem.jobs[0]?.untilSlot).toBe(4);
  });

  it('takes a van that nobody knows for one of 20 kWh that stays 8 hours, and never for one that is full', () => {
    const { problem } = horizonProblemOf(depot(20, [session({ vehicle: null, neededKwh: null, socPct: null, departAtMs: null })]));
    expect(problem.jobs[0]).toMatchObject({ neededWh: 20_000, untilSlot: 32 });
    expect(horizonProblemOf(depot(20, [session({ vehicle: null, neededKwh: null, deliveredKwh: 90 })])).problem.jobs[0]?.neededWh).toBe(
      2_000,
    );
  });

  it('keeps room for a van that is still out, with 15 % more than its schedule says, but not for one that is hours late', () => {
    const schedules = [1, 2, 3, 4, 5].map((weekday) => ({
      vehicleId: 'd.v1',
      weekday,
      departLocal: '06:30',
      returnLocal: '19:00',
      energyKwh: 20,
    }));
    const { problem, jobs } = horizonProblemOf(depot(20, [null], { schedules }));
    expect(problem.jobs[0]).toMatchObject({ fromSlot: 4, neededWh: 23_000 });
    expect(jobs[0]).toMatchObject({ vehicle: 'd.v1', isHere: false });
    const late = horizonProblemOf(depot(20, [null], { schedules, nowMs: nowMs + 4 * HOUR }));
    expect(late.problem.jobs[0]?.fromSlot).toBe(84);
  });

  it('counts on the lowest capacity within a quarter-hour, and on 97 % of it later', () => {
    const pieces = [
      { fromMs: nowMs - HOUR, untilMs: nowMs + 0.1 * HOUR, kw: 40, boundBy: 'asc' },
      { fromMs: nowMs + 0.1 * HOUR, untilMs: nowMs + 48 * HOUR, kw: 20, boundBy: 'profile:evening' },
    ];
    const outlook = depot(40, [session()]);
    const connections = outlook.connections.map((row) => ({ ...row, pieces }));
    const [root] = horizonProblemOf({ ...outlook, connections }).problem.nodes;
    expect(root?.capacityWh?.slice(0, 2)).toEqual([5_000, 4_850]);
  });

  it('expects the building to come back to its usual day, and to go on as it is where that is not known', () => {
    let day = unknownDay;
    for (let minute = 0; minute < 26 * 60; minute += 10) day = withReading(day, 20, nowMs - 26 * HOUR + minute * 60_000, zone);
    expect(expectedLoadKw(day, 30, nowMs, nowMs + 2 * HOUR, zone)).toBeCloseTo(25);
    expect(expectedLoadKw(unknownDay, 30, nowMs, nowMs + 2 * HOUR, zone)).toBe(30);
  });
});

describe('what the plan says of this moment', () => {
  const cheapAtNight = [
    { fromLocal: '00:00', pricePerKwh: 0.1 },
    { fromLocal: '07:00', pricePerKwh: 0.3 },
  ];

  it('a van waits for the cheap hours, and says until when', () => {
    const { foresight, plan } = planned(depot(20, [session({ neededKwh: 5 })], { rates: cheapAtNight }));
    expect(targetsOf(foresight, plan, nowMs).get('d.cp.sk1')).toEqual({ targetA: 0, takesSpare: false });
    expect(notesOf(foresight, plan, nowMs, zone).get('d.cp.sk1')).toEqual({ until: '00:00', facts: 'leaves 06:00, needs 5 kWh' });
  });

  it('names the van that leaves short, and what would mend it', () => {
    const { foresight, plan } = planned(depot(2, [session({ neededKwh: 30 })]));
    const [short] = shortfallsOf(foresight, plan, zone);
    expect(short).toMatchObject({ vehicle: 'd.v1', socket: 'd.cp.sk1' });
    expect(short?.remedy).toMatch(
      /^leaves 06:00 [\d.]+ kWh short; [\d.]+ kW more on connection main before then, or leaving \d+ minutes later, would mend it$/,
    );
  });

  it('says that only time helps where the charger of the van is what holds it up', () => {
    const { foresight, plan } = planned(depot(50, [session({ neededKwh: 20, departAtMs: nowMs + HOUR })]));
    expect(shortfallsOf(foresight, plan, zone)[0]?.remedy).toMatch(/takes no more than 7.4 kW, so only leaving \d+ minutes later/);
  });

  it('leaves vans at what they charge at where an equal plan does', () => {
    const both = [session({ neededKwh: 30, isCharging: true }), session({ vehicle: 'd.v2', neededKwh: 30, isCharging: true })];
    const { foresight, plan } = planned(depot(7.36, both));
    for (const nowWh of [
      [1_840, 0],
      [0, 1_840],
      [920, 920],
    ]) {
      const settled = settledPlan(foresight.problem, plan, nowWh);
      expect(judgePlan(foresight.problem, settled)).toEqual([]);
      expect([settled.unmetWh, settled.cost]).toEqual([plan.unmetWh, plan.cost]);
      const { slots } = foresight.problem;
      // To an ampere: 57 Wh in a quarter-hour.
      for (const [van, wh] of nowWh.entries()) expect(Math.abs((settled.wh[van * slots] as number) - wh)).toBeLessThan(60);
    }
  });
});
