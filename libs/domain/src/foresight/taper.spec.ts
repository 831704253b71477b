import fc from 'fast-check';
import { horizonFaults } from '../plan';
import { horizonProblemOf, notesOf, shortfallsOf, takenNowWh, targetsOf } from './index';
import { depot, HOUR, nowMs, planned, session, zone } from './outlook.fixture';

describe('a van whose battery slows down when it is nearly full', () => {
  it('begins early enough with a van whose battery slows down above 80 % that it is full at its departure', () => {
    const { problem } = horizonProblemOf(depot(20, [session({ socPct: 50, neededKwh: 30 })]));
    const [fast, slow] = problem.jobs;
    // 18 kWh up to 80 %, and 12 kWh on which it spends more than twice as long as at its full rate.
    expect(fast).toMatchObject({ neededWh: 18_000, maxWh: 1_840 });
    expect(slow).toMatchObject({ neededWh: 12_000, fromSlot: 9, untilSlot: 46 });
    expect(slow?.maxWh).toBe(824);
    expect(fast?.untilSlot).toBe(46 - Math.ceil(12_000 / 824));
    // Both are the same van's: they share its socket.
    expect([fast?.node, slow?.node]).toEqual(['d.cp.sk1', 'd.cp.sk1']);
    expect(problem.nodes.at(-1)).toMatchObject({ id: 'd.cp.sk1', parent: 'main' });
    expect(new Set(problem.nodes.at(-1)?.capacityWh)).toEqual(new Set([1_840]));
  });

  it('counts on what a nearly full battery takes on average, and gives it what it takes now', () => {
    const { foresight, plan } = planned(depot(20, [session({ socPct: 90, neededKwh: 5, isCharging: true })]));
    expect(foresight.problem.jobs).toMatchObject([{ id: 'd.cp.sk1', node: 'main', neededWh: 5_000, maxWh: 680 }]);
    // 11.8 A on average, but 18.4 A at 90 %.
    expect(targetsOf(foresight, plan, nowMs).get('d.cp.sk1')?.targetA).toBe(18);
  });

  it('takes a battery whose charge nobody knows, or a charge that ends below 80 %, for one that does not slow down', () => {
    for (const known of [{ socPct: null }, { socPct: 20, neededKwh: 30 }])
      expect(horizonProblemOf(depot(20, [session({ neededKwh: 30, ...known })])).problem.jobs).toHaveLength(1);
  });

  it('asks for all the energy that a van needs and no more than it takes, whatever its charge is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0.1, max: 80, noNaN: true }),
        fc.double({ min: -1, max: 30, noNaN: true }),
        (socPct, neededKwh, hours) => {
          const { problem } = horizonProblemOf(depot(20, [session({ socPct, neededKwh, departAtMs: nowMs + hours * HOUR })]));
          expect(horizonFaults(problem)).toEqual([]);
          expect(problem.jobs.reduce((sum, job) => sum + job.neededWh, 0)).toBe(Math.round(neededKwh * 1_000));
          for (const job of problem.jobs) expect(job.maxWh).toBeLessThanOrEqual(1_840);
        },
      ),
    );
  });

  it('says what a van needs and lacks in all, though it is planned for in two parts', () => {
    const { foresight, plan } = planned(depot(2, [session({ socPct: 50, neededKwh: 30 })]));
    expect(foresight.problem.jobs).toHaveLength(2);
    expect(notesOf(foresight, plan, nowMs, zone).get('d.cp.sk1')?.facts).toBe('leaves 06:00, needs 30 kWh');
    const shortfalls = shortfallsOf(foresight, plan, zone);
    expect(shortfalls).toHaveLength(1);
    expect(shortfalls[0]?.kwh).toBeCloseTo(plan.unmetWh.reduce((sum, wh) => sum + wh, 0) / 1_000, 1);
    expect(shortfalls[0]?.remedy).toMatch(/kW more on connection main before then/);
  });

  it('counts the setpoint of a van for the part of its charge that comes first', () => {
    const { foresight } = planned(depot(20, [session({ socPct: 50, neededKwh: 30 }), session({ vehicle: 'd.v2', socPct: 75 })]));
    expect(takenNowWh(foresight, () => 16)).toEqual([920, 0, 920, 0]);
  });
});
