import { judgePlan } from '../safety';
import { flowPlanner, type HorizonJob, type HorizonProblem } from './index';
import { phasesPlanner } from './phases-planner';

const BUDGET_MS = 100;
const SITE = { id: 'site', parent: null, capacityWh: null, softWh: null, phaseWh: null };
const van = (id: string, over: Partial<HorizonJob> = {}): HorizonJob => ({
  id,
  node: 'site',
  phases: [0],
  fromSlot: 0,
  untilSlot: 2,
  neededWh: 100,
  maxWh: 100,
  priority: 0.5,
  isCharging: false,
  ...over,
});
const depot = (wh: readonly [number, number, number], jobs: readonly HorizonJob[], over: Partial<HorizonProblem> = {}): HorizonProblem => ({
  slots: 2,
  slotMinutes: 15,
  nodes: [
    {
      ...SITE,
      phaseWh: [
        [wh[0], wh[0]],
        [wh[1], wh[1]],
        [wh[2], wh[2]],
      ],
    },
  ],
  jobs,
  pricePerKwh: [0.2, 0.1],
  ...over,
});
const planOf = (problem: HorizonProblem) => {
  const plan = phasesPlanner.plan(problem, BUDGET_MS);
  if (plan === null) throw new Error('no plan');
  return plan;
};

describe('a plan under limits per phase', () => {
  it('does not let two empty phases hide a full one', () => {
    const plan = planOf(depot([50, 200, 200], [van('a'), van('b'), van('c', { phases: [1] })]));
    expect([...plan.wh]).toEqual([50, 50, 0, 0, 0, 100]);
    expect(plan.unmetWh).toEqual([0, 100, 0]);
  });

  it('rather serves one van on three phases than one as urgent on the phase that is short', () => {
    const plan = planOf(depot([50, 100, 100], [van('one'), van('three', { phases: [0, 1, 2], neededWh: 300, maxWh: 300 })]));
    expect(plan.unmetWh).toEqual([100, 0]);
  });

  it('moves a van on each phase to make the cheap slot free for one on three', () => {
    const three = van('three', { phases: [0, 1, 2], neededWh: 300, maxWh: 300, fromSlot: 1, priority: 0.3 });
    const plan = planOf(depot([100, 100, 100], [van('a', { priority: 0.9 }), van('b', { phases: [1] }), van('c', { phases: [2] }), three]));
    expect([...plan.wh]).toEqual([100, 0, 100, 0, 100, 0, 0, 300]);
  });

  it('lets a van on three phases change places with one on one, for three times the energy in the cheap slot', () => {
    const plan = planOf(
      depot(
        [100, 100, 100],
        [van('one', { priority: 0.9 }), van('three', { phases: [0, 1, 2], neededWh: 300, maxWh: 300, priority: 0.3 })],
      ),
    );
    expect([...plan.wh]).toEqual([100, 0, 0, 300]);
  });

  it('has one van give way where what several gain by it is worth more', () => {
    const short = { neededWh: 100, maxWh: 100, untilSlot: 1 };
    const plan = planOf(
      depot(
        [100, 100, 100],
        [
          van('three', { ...short, phases: [0, 1, 2], neededWh: 300, maxWh: 300, priority: 0.5 }),
          ...([0, 1, 2] as const).map((phase) => van(`on ${phase}`, { ...short, phases: [phase], priority: 0.6 })),
        ],
      ),
    );
    expect(plan.unmetWh).toEqual([300, 0, 0, 0]);
  });

  it('keeps a flexibility promise as long as nobody is short for it, and no longer', () => {
    const promised = (neededWh: number) =>
      planOf(
        depot([200, 200, 200], [van('a', { neededWh, maxWh: 200 }), van('b', { phases: [0, 1, 2], neededWh: 60, maxWh: 60 })], {
          nodes: [
            {
              ...SITE,
              softWh: [150, 150],
              phaseWh: [
                [200, 200],
                [200, 200],
                [200, 200],
              ],
            },
          ],
        }),
      );
    expect(promised(240)).toMatchObject({ unmetWh: [0, 0], softBreachWh: 0 });
    expect(promised(300)).toMatchObject({ unmetWh: [0, 0], softBreachWh: 60 });
  });

  it('lets vans of one class share a phase, to a twelfth of their need', () => {
    const two = [
      van('a', { priority: 0.52, untilSlot: 1 }),
      van('b', { priority: 0.51, untilSlot: 1 }),
      van('c', { phases: [0, 1, 2], priority: 0.1 }),
    ];
    expect(planOf(depot([50, 9, 9], two)).unmetWh.slice(0, 2)).toEqual([50, 100]);
    for (const wh of planOf(depot([50, 9, 9], two, { classWidth: 0.1 })).unmetWh.slice(0, 2))
      expect(Math.abs(75 - wh)).toBeLessThanOrEqual(9);
  });

  it('goes on charging the one of two equals that charges already', () => {
    const jobs = [van('a', { untilSlot: 1 }), van('b', { untilSlot: 1, isCharging: true }), van('c', { phases: [0, 1, 2], priority: 0.1 })];
    expect(planOf(depot([50, 9, 9], jobs)).unmetWh.slice(0, 2)).toEqual([100, 50]);
  });

  it('meets a need that three phases do not divide, to the Wh', () => {
    expect(
      planOf(depot([100, 90, 90], [van('odd', { phases: [0, 1, 2], neededWh: 100, maxWh: 270 }), van('a', { neededWh: 150 })])).unmetWh,
    ).toEqual([0, 0]);
  });

  it('is the exact plan where no phase binds', () => {
    const problem = depot([500, 500, 500], [van('a'), van('b', { phases: [0, 1, 2] })]);
    expect(planOf(problem)).toEqual(flowPlanner.plan({ ...problem, nodes: [SITE] }, BUDGET_MS));
  });

  it.each([
    ['no van', depot([1, 1, 1], [])],
    ['no capacity', depot([0, 0, 0], [van('a')])],
    ['an empty window', depot([9, 9, 9], [van('a', { untilSlot: 0 })])],
    ['a window beyond the horizon', depot([9, 9, 9], [van('a', { untilSlot: 900 })])],
    ['less than a Wh a phase', depot([9, 9, 9], [van('a', { phases: [0, 1, 2], maxWh: 2 }), van('b', { neededWh: 900 })])],
    ['all on one phase', depot([9, 0, 0], [van('a'), van('b'), van('c')])],
  ])('has an answer for %s', (_, problem) => {
    expect(judgePlan(problem, planOf(problem))).toEqual([]);
  });
});
