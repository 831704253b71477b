import type { SocketDemand } from '../allocation';
import { judgePlan } from '../safety';
import {
  expectedLoadKw,
  followingPlan,
  horizonProblemOf,
  notesOf,
  type PlannedTarget,
  settledPlan,
  shortfallsOf,
  targetsOf,
  unknownDay,
  withReading,
} from './index';
import { depot, HOUR, nowMs, planned, session, zone } from './outlook.fixture';

describe('a depot two days ahead', () => {
  it('plans a van to be ready half an hour before it leaves', () => {
    expect(horizonProblemOf(depot(20, [session()])).problem.jobs).toMatchObject([{ fromSlot: 0, untilSlot: 46, maxWh: 1_840 }]);
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

  it('lets nobody leave with less than half of what it needs for the sake of one that has more', () => {
    const sessions = [
      session({ priority: 0.1, deliveredKwh: 2, neededKwh: 8 }),
      session({ vehicle: 'd.v2', priority: 0.9, deliveredKwh: 5, neededKwh: 5 }),
      session({ vehicle: 'd.v3', priority: 0.9, deliveredKwh: 0, neededKwh: 10 }),
    ];
    const priorities = horizonProblemOf(depot(20, sessions)).problem.jobs.map(({ priority }) => priority);
    expect(priorities).toEqual([1.1, 0.9, 1.9]);
  });

  it('keeps room for a van that is still out, but not for one that is hours late', () => {
    const schedules = [1, 2, 3, 4, 5].map((weekday) => ({
      vehicleId: 'd.v1',
      weekday,
      departLocal: '06:30',
      returnLocal: '19:00',
      energyKwh: 20,
    }));
    const { problem, jobs } = horizonProblemOf(depot(20, [null], { schedules }));
    expect(problem.jobs[0]).toMatchObject({ fromSlot: 4, neededWh: 20_000 });
    expect(jobs[0]).toMatchObject({ vehicle: 'd.v1', isHere: false });
    const late = horizonProblemOf(depot(20, [null], { schedules, nowMs: nowMs + 4 * HOUR }));
    expect(late.problem.jobs[0]?.fromSlot).toBe(84);
  });

  it('counts on the lowest capacity within a quarter-hour, and on 96 % of it later', () => {
    const pieces = [
      { fromMs: nowMs - HOUR, untilMs: nowMs + 0.1 * HOUR, kw: 40, boundBy: 'asc' },
      { fromMs: nowMs + 0.1 * HOUR, untilMs: nowMs + 48 * HOUR, kw: 20, boundBy: 'profile:evening' },
    ];
    const outlook = depot(40, [session()]);
    const connections = outlook.connections.map((row) => ({ ...row, pieces }));
    const [root] = horizonProblemOf({ ...outlook, connections }).problem.nodes;
    expect(root?.capacityWh?.slice(0, 2)).toEqual([5_000, 4_800]);
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
    expect(targetsOf(foresight, plan, nowMs).get('d.cp.sk1')).toMatchObject({ targetA: 0, takesSpare: false });
    expect(notesOf(foresight, plan, nowMs, zone).get('d.cp.sk1')).toEqual({ until: '00:00', facts: 'leaves 06:00, needs 5 kWh' });
  });

  it('a van that cannot wait goes before one of higher priority that can', () => {
    const hurried = session({ priority: 0.1, neededKwh: 7, departAtMs: nowMs + 1.5 * HOUR });
    const patient = session({ vehicle: 'd.v2', priority: 0.9, neededKwh: 7 });
    const outlook = depot(7.36, [hurried, patient]);
    const { foresight, plan } = planned(outlook);
    expect(plan.unmetWh).toEqual([0, 0]);
    const demands = outlook.sockets.map(
      ({ id, node, phases, maxA, session: row }): SocketDemand => ({
        ...{ id, node, phases, minA: 6, maxA, wantA: maxA, currentA: 0, reservedA: null, canPause: true },
        priority: row?.priority ?? 0,
      }),
    );
    const targets = targetsOf(foresight, plan, nowMs);
    const [first, second] = demands.map((demand) => followingPlan(demand, targets.get(demand.id) as PlannedTarget));
    expect(first?.priority).toBe(0.1);
    expect(second?.priority).toBeLessThan(0.001);
  });

  it('a van that lacks only a little gets it, though that is too little to begin for otherwise', () => {
    const { foresight, plan } = planned(depot(20, [session({ neededKwh: 0.2 })]));
    expect(targetsOf(foresight, plan, nowMs).get('d.cp.sk1')?.targetA).toBe(6);
  });

  it('a van that has no time left takes what is spare, though it gets cheaper', () => {
    const soonCheap = [
      { fromLocal: '00:00', pricePerKwh: 0.3 },
      { fromLocal: '18:30', pricePerKwh: 0.1 },
    ];
    const takesSpare = (hours: number) => {
      const row = session({ neededKwh: 7, departAtMs: nowMs + hours * HOUR, isCharging: true });
      const { foresight, plan } = planned(depot(20, [row], { rates: soonCheap }));
      return targetsOf(foresight, plan, nowMs).get('d.cp.sk1')?.takesSpare;
    };
    expect([takesSpare(1.5), takesSpare(8)]).toEqual([true, false]);
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
    const row = session({ socPct: null, neededKwh: 30, isCharging: true });
    const both = [row, { ...row, vehicle: 'd.v2' }];
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
