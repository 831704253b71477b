import fc from 'fast-check';
import loadHighs from 'highs';
import { judgePlan } from '../safety';
import { type Highs, highsOptimum } from './highs-oracle.fixture';
import type { HorizonJob, HorizonProblem } from './index';
import { phasesPlanner } from './phases-planner';
import { problems } from './problems.fixture';

const BUDGET_MS = 100;
const planOf = (problem: HorizonProblem) => {
  const plan = phasesPlanner.plan(problem, BUDGET_MS);
  if (plan === null) throw new Error('no plan');
  return plan;
};

/** The kW problems with one- and three-phase vans and limits per phase on every second node. */
const mixed = ({ soft = false, stepWh = 10 } = {}) =>
  fc
    .tuple(
      problems({ jobs: 8, slots: 6, soft, stepWh }),
      fc.array(fc.constantFrom<HorizonJob['phases'][]>([0], [1], [2], [0, 1, 2]), { minLength: 8, maxLength: 8 }),
      fc.array(fc.nat(60), { minLength: 90, maxLength: 90 }),
    )
    .map(([problem, phases, figures]): HorizonProblem => {
      const row = (n: number, phase: number) =>
        Array.from({ length: problem.slots }, (_, slot) => ((figures[(n * 18 + phase * 6 + slot) % 90] ?? 0) * stepWh) / 10);
      return {
        ...problem,
        jobs: problem.jobs.map((job, i) => ({ ...job, phases: phases[i] ?? [0] })),
        nodes: problem.nodes.map((node, n) => (n % 2 === 0 ? { ...node, phaseWh: [row(n, 0), row(n, 1), row(n, 2)] } : node)),
      };
    });

describe('the laws of a plan under limits per phase', () => {
  it('keeps every limit, window and need, shared by class or not, of a few Wh or many kWh [P1, P2]', () => {
    const any = fc.oneof(mixed(), mixed({ soft: true }), mixed({ soft: true, stepWh: 1010 }));
    fc.assert(
      fc.property(any, fc.constantFrom(0, 0.3), (problem, classWidth) => {
        expect(judgePlan(problem, planOf({ ...problem, classWidth }))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  // Once in two thousand depots a tie in the exact plan for kW decided whether the phases were kept.
  it('is the same plan each time, in whatever order vans and feeders are listed [P4]', () => {
    fc.assert(
      fc.property(mixed(), (problem) => {
        const turned = { ...problem, jobs: problem.jobs.toReversed(), nodes: problem.nodes.toReversed() };
        const plan = planOf(problem);
        expect(planOf(problem)).toEqual(plan);
        if (plan.planner === 'phases') expect(planOf(turned).unmetWh.toReversed()).toEqual(plan.unmetWh);
      }),
      { numRuns: 300 },
    );
  });

  it('comes near the best that the linear programme finds', async () => {
    const highs: Highs = await loadHighs();
    const depots = [...fc.sample(mixed(), { numRuns: 60, seed: 7 }), ...fc.sample(mixed({ stepWh: 1010 }), { numRuns: 60, seed: 8 })];
    const seen = depots.map((problem) => {
      const worth = (wh: readonly number[]) => problem.jobs.reduce((sum, { priority }, i) => sum + (priority * (wh[i] ?? 0)) / 1000, 0);
      const total = worth(problem.jobs.map(({ neededWh }) => neededWh));
      const plan = planOf(problem);
      const best = highsOptimum(highs, problem, () => 0);
      return {
        gap: total === 0 ? 0 : (worth(plan.unmetWh) - best.weightedUnmetKwh) / total,
        cost: best.cost === 0 ? 0 : plan.cost / best.cost - 1,
      };
    });
    const mean = (of: (one: (typeof seen)[number]) => number) => seen.reduce((sum, one) => sum + of(one), 0) / seen.length;
    expect(Math.max(...seen.map(({ gap }) => gap))).toBeLessThan(0.02);
    expect(mean(({ gap }) => gap)).toBeLessThan(0.001);
    expect(mean(({ cost }) => cost)).toBeLessThan(0.01);
  });
});
