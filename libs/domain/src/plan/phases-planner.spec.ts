import fc from 'fast-check';
import loadHighs from 'highs';
import { judgePlan } from '../safety';
import { type Highs, highsOptimum } from './highs-oracle.fixture';
import { flowPlanner, type HorizonJob, type HorizonProblem } from './index';
import { phasesPlanner } from './phases-planner';
import { problems } from './problems.fixture';

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

/** The kW problems with one- and three-phase vans and limits per phase on every second node. */
const mixed = (soft = false) =>
  fc
    .tuple(
      problems({ jobs: 8, slots: 6, soft }),
      fc.array(fc.constantFrom<HorizonJob['phases'][]>([0], [1], [2], [0, 1, 2]), { minLength: 8, maxLength: 8 }),
      fc.array(fc.nat(60), { minLength: 90, maxLength: 90 }),
    )
    .map(([problem, phases, figures]): HorizonProblem => {
      const row = (n: number, phase: number) =>
        Array.from({ length: problem.slots }, (_, slot) => figures[(n * 18 + phase * 6 + slot) % 90] ?? 0);
      return {
        ...problem,
        jobs: problem.jobs.map((job, i) => ({ ...job, phases: phases[i] ?? [0] })),
        nodes: problem.nodes.map((node, n) => (n % 2 === 0 ? { ...node, phaseWh: [row(n, 0), row(n, 1), row(n, 2)] } : node)),
      };
    });

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

  it('keeps every limit, window and need [P1, P2]', () => {
    fc.assert(
      fc.property(fc.oneof(mixed(), mixed(true)), (problem) => expect(judgePlan(problem, planOf(problem))).toEqual([])),
      { numRuns: 300 },
    );
  });

  it('is the same plan each time, in whatever order vans and feeders are listed [P4]', () => {
    fc.assert(
      fc.property(mixed(), (problem) => {
        const turned = { ...problem, jobs: problem.jobs.toReversed(), nodes: problem.nodes.toReversed() };
        const plan = planOf(problem);
        expect(planOf(problem)).toEqual(plan);
        if (plan.planner === 'phases') expect(planOf(turned).unmetWh.toReversed()).toEqual(plan.unmetWh);
      }),
      { numRuns: 100 },
    );
  });

  it('comes near the bound of the linear programme', async () => {
    const highs: Highs = await loadHighs();
    const seen = fc.sample(mixed(), { numRuns: 30, seed: 7 }).map((problem) => {
      const worth = (wh: readonly number[]) => problem.jobs.reduce((sum, { priority }, i) => sum + (priority * (wh[i] ?? 0)) / 1000, 0);
      const total = worth(problem.jobs.map(({ neededWh }) => neededWh));
      return total === 0 ? 0 : (worth(planOf(problem).unmetWh) - highsOptimum(highs, problem, () => 0).weightedUnmetKwh) / total;
    });
    expect(Math.max(...seen)).toBeLessThan(0.15);
    expect(seen.reduce((sum, gap) => sum + gap, 0) / seen.length).toBeLessThan(0.02);
  });
});
