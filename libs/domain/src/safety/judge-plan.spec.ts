import { judgePlan } from './index';

const flat = (wh: number) => [wh, wh];
const site = { id: 'site', parent: null, capacityWh: flat(10), softWh: null, phaseWh: null };
const van = { id: 'van', node: 'site', phases: [0] as const, fromSlot: 0, untilSlot: 2, neededWh: 12, maxWh: 8 };
const problem = { slots: 2, nodes: [site], jobs: [van], pricePerKwh: [0.2, 0.3] };
const plan = (...wh: number[]) => ({
  wh: Int32Array.from(wh),
  unmetWh: [12 - wh.reduce((sum, one) => sum + one, 0)],
  softBreachWh: 0,
  cost: ((wh[0] as number) * 0.2 + (wh[1] as number) * 0.3) / 1000,
});
const kinds = (found: ReturnType<typeof judgePlan>) => found.map(({ kind }) => kind);

describe('the oracle for plans', () => {
  it('finds nothing wrong with a plan at exactly its limits', () => {
    expect(judgePlan(problem, plan(8, 4))).toEqual([]);
    expect(judgePlan({ ...problem, nodes: [{ ...site, capacityWh: flat(8) }] }, plan(8, 4))).toEqual([]);
  });

  it('names what takes too much, too fast, or when it is not there', () => {
    expect(kinds(judgePlan(problem, plan(8, 5)))).toEqual(['need']);
    expect(kinds(judgePlan(problem, plan(9, 3)))).toEqual(['rate']);
    expect(kinds(judgePlan(problem, plan(-1, 3)))).toEqual(['rate']);
    expect(kinds(judgePlan({ ...problem, jobs: [{ ...van, fromSlot: 1 }] }, plan(8, 4)))).toEqual(['window']);
  });

  it('counts a job against every node that feeds it', () => {
    const feeder = { ...site, id: 'f1', parent: 'site', capacityWh: null };
    const found = judgePlan({ ...problem, nodes: [feeder, { ...site, capacityWh: flat(7) }], jobs: [{ ...van, node: 'f1' }] }, plan(8, 4));
    expect(found).toEqual([{ of: 'site', kind: 'capacity', slot: 0, used: 8, limit: 7 }]);
  });

  it('spreads a job over its phases without losing a sixth of a Wh', () => {
    const limited = (wh: number) => ({ ...site, phaseWh: [flat(wh), flat(wh), flat(wh)] as const });
    const on = (phases: readonly (0 | 1 | 2)[], wh: number) =>
      judgePlan({ ...problem, nodes: [limited(wh)], jobs: [{ ...van, phases }] }, plan(8, 4));
    expect(kinds(on([0, 1, 2], 2))).toEqual(['phase', 'phase', 'phase']);
    expect(on([0, 1, 2], 3)).toEqual([]);
    expect(on([1, 2], 4)).toEqual([]);
    expect(on([1], 7)).toEqual([{ of: 'site', kind: 'phase', slot: 0, used: 8, limit: 7 }]);
  });

  it('reads 0 as a limit, none as none, and what is no number as 0', () => {
    expect(judgePlan({ ...problem, nodes: [{ ...site, capacityWh: flat(0) }] }, plan(8, 4))).toHaveLength(2);
    expect(judgePlan({ ...problem, nodes: [{ ...site, capacityWh: null }] }, plan(8, 4))).toEqual([]);
    expect(judgePlan({ ...problem, nodes: [{ ...site, capacityWh: flat(Number.NaN) }] }, plan(8, 4))).toHaveLength(2);
  });

  it('calls unsafe what it cannot place', () => {
    expect(kinds(judgePlan({ ...problem, jobs: [{ ...van, node: 'nowhere' }] }, plan(8, 4)))).toEqual(['place']);
    const round = [
      { ...site, parent: 'f2' },
      { ...site, id: 'f2', parent: 'site' },
    ];
    expect(kinds(judgePlan({ ...problem, nodes: round }, plan(1, 0)))).toContain('place');
  });

  it('does not believe what a plan says of itself', () => {
    expect(kinds(judgePlan(problem, { ...plan(8, 4), unmetWh: [1] }))).toEqual(['claim']);
    expect(kinds(judgePlan(problem, { ...plan(8, 4), cost: 0 }))).toEqual(['claim']);
    const soft = { ...problem, nodes: [{ ...site, softWh: flat(5) }] };
    expect(judgePlan(soft, { ...plan(8, 4), softBreachWh: 3 })).toEqual([]);
    expect(kinds(judgePlan(soft, plan(8, 4)))).toEqual(['claim']);
    expect(kinds(judgePlan(problem, { ...plan(8, 4), wh: Int32Array.of(1) }))).toEqual(['shape']);
  });
});
