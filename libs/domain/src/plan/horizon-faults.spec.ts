import fc from 'fast-check';
import { judgePlan } from '../safety';
import { flowPlanner, type HorizonProblem, horizonFaults, lpPlanner } from './index';

const site = { id: 'site', parent: null, capacityWh: [1000, 1000], softWh: null, phaseWh: null };
const van = {
  ...{ id: 'van', node: 'site', phases: [0] as const, fromSlot: 0, untilSlot: 2, neededWh: 1500, maxWh: 1840 },
  ...{ priority: 0.5, isCharging: false },
};
const problem: HorizonProblem = { slots: 2, slotMinutes: 15, nodes: [site], jobs: [van], pricePerKwh: [0.2, 0.1] };
const withNode = (change: object): HorizonProblem => ({ ...problem, nodes: [{ ...site, ...change }] });
const withJob = (change: object): HorizonProblem => ({ ...problem, jobs: [{ ...van, ...change }] });

describe('what is wrong with a problem', () => {
  it.each<[string, HorizonProblem, string]>([
    ['no slots', { ...problem, slots: 0 }, 'there are 0 slots; at least one is needed'],
    ['a short price list', { ...problem, pricePerKwh: [0.2] }, 'the price has 1 figures for 2 slots'],
    ['a price that is no number', { ...problem, pricePerKwh: [0.2, Number.NaN] }, 'the price is NaN in slot 1, not a number'],
    ['a negative class', { ...problem, classWidth: -1 }, 'a class of priorities cannot be -1 wide'],
    ['negative capacity', withNode({ capacityWh: [5, -1] }), "the capacity of 'site' is -1 in slot 1, not whole Wh from 0 up"],
    ['a phase without figures', withNode({ phaseWh: [[1, 1], [], [1, 1]] }), "the limit on L2 of 'site' has 0 figures for 2 slots"],
    ['an unknown parent', withNode({ parent: 'x' }), "'site' is fed from 'x', which does not exist"],
    ['a node fed from itself', withNode({ parent: 'site' }), "'site' is fed from itself"],
    ['two nodes of one name', { ...problem, nodes: [site, site] }, "'site' is the id of more than one node"],
    ['an unknown node', withJob({ node: 'x' }), "job 'van' hangs on 'x', which does not exist"],
    ['an empty stay', withJob({ fromSlot: 1, untilSlot: 1 }), "job 'van' leaves before it comes"],
    ['a stay beyond the horizon', withJob({ untilSlot: 3 }), "job 'van' stays from slot 0 to 3, of 2"],
    ['half a Wh', withJob({ neededWh: 0.5 }), "job 'van' needs 0.5 Wh; whole Wh from 0 up are needed"],
    ['no priority', withJob({ priority: 0 }), "job 'van' has the priority 0; it must be above 0"],
    ['no phase', withJob({ phases: [] }), "job 'van' is on phases []; one to three of 0, 1, 2 are needed"],
  ])('is said in one line: %s', (_, wrong, fault) => {
    expect(horizonFaults(wrong)).toEqual([fault]);
  });

  it('is not: no sockets, no capacity, no need, one slot', () => {
    expect(horizonFaults({ ...problem, jobs: [] })).toEqual([]);
    expect(horizonFaults(withNode({ capacityWh: [0, 0] }))).toEqual([]);
    expect(horizonFaults(withJob({ neededWh: 0, maxWh: 0 }))).toEqual([]);
    expect(horizonFaults({ ...problem, slots: 1, nodes: [], jobs: [], pricePerKwh: [0] })).toEqual([]);
  });

  it('makes no planner throw, and what is planned nevertheless is safe', () => {
    const odd = fc.constantFrom(Number.NaN, -1, 0, 0.5, 1e12, Number.POSITIVE_INFINITY);
    fc.assert(
      fc.property(odd, odd, odd, fc.constantFrom('site', 'x'), fc.constantFrom(null, 'site', 'x'), (wh, need, most, node, parent) => {
        const wrong = { ...withNode({ capacityWh: [wh, 500], parent }), jobs: [{ ...van, node, neededWh: need, maxWh: most }, van] };
        for (const planner of [flowPlanner, lpPlanner]) {
          const plan = planner.supports(wrong) ? planner.plan(wrong, 1000) : null;
          if (plan) expect(judgePlan(wrong, plan).filter(({ kind }) => kind === 'capacity' || kind === 'place')).toEqual([]);
        }
      }),
    );
  });
});

describe('limits per phase', () => {
  const phases = (wh: number) => [
    [wh, wh],
    [wh, wh],
    [wh, wh],
  ];
  it('are planned by flow only where kW limits say the same', () => {
    expect(flowPlanner.supports(withNode({ phaseWh: phases(1840) }))).toBe(true);
    expect(flowPlanner.supports(withNode({ phaseWh: phases(1000) }))).toBe(true);
    expect(flowPlanner.supports(withNode({ phaseWh: phases(900) }))).toBe(false);
    const onThree = { ...withNode({ phaseWh: phases(100) }), jobs: [{ ...van, phases: [0, 1, 2] as const }] };
    expect(flowPlanner.supports(onThree)).toBe(true);
    const plan = flowPlanner.plan(onThree, 1000);
    expect(plan?.unmetWh).toEqual([900]);
    expect(plan && judgePlan(onThree, plan)).toEqual([]);
  });

  it('are kept by the linear programme, to the sixth of a Wh', () => {
    const mixed = {
      ...withNode({ phaseWh: phases(700) }),
      jobs: [van, { ...van, id: 'three', phases: [0, 1, 2] as const, priority: 0.4 }],
    };
    const plan = lpPlanner.plan(mixed, 1000);
    expect(plan && judgePlan(mixed, plan)).toEqual([]);
    // 1,100 + 900 is the site's 2,000, and 1,100 + 900 / 3 all that L1 carries.
    expect(plan?.unmetWh).toEqual([400, 600]);
  });
});
