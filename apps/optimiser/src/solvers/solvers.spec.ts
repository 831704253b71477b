import {
  type AllocationProblem,
  decideWithin,
  fastTick,
  type HorizonJob,
  type HorizonPlanner,
  type HorizonProblem,
  improvedBy,
  javascriptSolver,
  judgePlan,
  type LinearModel,
  lpAllocatorWithin,
  lpPlannerOver,
  phasesPlanner,
  type SocketDemand,
  type Solver,
  solved,
  solvedInTurn,
  tickAllocatorWith,
  valueOfAmps,
} from '@headroom/domain';
import fc from 'fast-check';
import { depots } from '../../../../libs/domain/src/allocation/depots.fixture';
import { lpModelOf } from '../../../../libs/domain/src/plan/lp-model';
import { problems, weightedUnmetKwh } from '../../../../libs/domain/src/plan/problems.fixture';
import { loadHighsSolver, requireHighs } from './highs-solver';

const TIME_LIMIT_MS = 20_000;
let highs: Solver;
beforeAll(async () => {
  highs = await loadHighsSolver();
}, 30_000);

/** Depots with one- and three-phase vans and limits per phase on every second node. */
const phaseBound = (jobs: number, slots: number): fc.Arbitrary<HorizonProblem> =>
  fc
    .tuple(
      problems({ jobs, slots, soft: true, stepWh: 30 }),
      fc.array(fc.constantFrom<HorizonJob['phases'][]>([0], [1], [2], [0, 1, 2]), { minLength: jobs, maxLength: jobs }),
      fc.array(fc.nat(60), { minLength: 90, maxLength: 90 }),
    )
    .map(([problem, phases, figures]): HorizonProblem => {
      const row = (node: number, phase: number) =>
        Array.from({ length: problem.slots }, (_, slot) => 5 * (figures[(node * 18 + phase * 6 + slot) % 90] ?? 0));
      return {
        ...problem,
        jobs: problem.jobs.map((job, index) => ({ ...job, phases: phases[index] ?? [0] })),
        nodes: problem.nodes.map((node, index) =>
          index % 2 === 0 ? { ...node, phaseWh: [row(index, 0), row(index, 1), row(index, 2)] } : node,
        ),
      };
    });

/** As many vans as that on all kinds of phases, under a feeder whose phases are too narrow for them. */
const depotOf = (vans: number, slots: number): HorizonProblem => {
  const row = (wh: number) => Array.from({ length: slots }, (_, slot) => wh + 100 * (slot % 7));
  const phases: HorizonJob['phases'][] = [[0], [1], [0, 1, 2]];
  return {
    slots,
    slotMinutes: 15,
    pricePerKwh: Array.from({ length: slots }, (_, slot) => (slot % 48 < 24 ? 0.3 : 0.1)),
    nodes: [
      { id: 'site', parent: null, capacityWh: row(600 * vans), softWh: null, phaseWh: null },
      { id: 'f1', parent: 'site', capacityWh: null, softWh: null, phaseWh: [row(80 * vans), row(70 * vans), row(60 * vans)] },
    ],
    jobs: Array.from({ length: vans }, (_, index) => ({
      ...{ id: `van${index}`, node: 'f1', phases: phases[index % 3] ?? [0], fromSlot: index % 9, untilSlot: slots - (index % 5) },
      ...{ neededWh: 9_000 + 700 * (index % 13), maxWh: 1_840, priority: 0.3 + (index % 10) / 20, isCharging: false },
    })),
  };
};
const SOCKET: Omit<SocketDemand, 'id'> = {
  ...{ node: 'site', phases: [0], minA: 6, maxA: 32, wantA: 32, priority: 0.5, currentA: 0, reservedA: null, canPause: true },
};

describe('one model before both solvers', () => {
  const whole: LinearModel = {
    sense: 'most',
    goal: [3, 2],
    columns: [
      { most: 4.5, isWhole: true, uses: [[0, 1]] },
      { most: Number.POSITIVE_INFINITY, uses: [[0, 1]] },
    ],
    rows: [{ least: Number.NEGATIVE_INFINITY, most: 6.5 }],
  };

  it.each([['javascript-lp-solver'], ['highs']])('%s finds the best whole and broken numbers, and says when there are none', (id) => {
    const solver = id === 'highs' ? highs : javascriptSolver;
    expect(solver.id).toBe(id);
    expect([...Array.from(solved(solver, whole, TIME_LIMIT_MS) ?? [])]).toEqual([4, 2.5]);
    expect(solved(solver, { ...whole, rows: [{ least: 3, most: 3 }], sense: 'least', goal: [1, 2] }, TIME_LIMIT_MS)?.[0]).toBe(3);
    expect(solver.solve({ ...whole, columns: [whole.columns[0] as never], goal: [1], rows: [{ least: 9, most: 9 }] }, 100).status).toBe(
      'infeasible',
    );
  });

  it('has no answer in no time', () => {
    expect(solved(highs, whole, 0)).toBeNull();
  });

  it('gives depots under phase limits plans that are equally good', () => {
    fc.assert(
      fc.property(phaseBound(8, 8), (problem) => {
        const model = lpModelOf(problem);
        const goals = model.goals.slice(0, -1);
        const reached = [javascriptSolver, highs].map((solver) => {
          const values = solvedInTurn(solver, model, goals, TIME_LIMIT_MS);
          if (values === null) throw new Error('no answer');
          return goals.map((goal) => goal.reduce((sum, amount, column) => sum + amount * (values[column] as number), 0));
        });
        reached[0]?.forEach((value, goal) => void expect(reached[1]?.[goal]).toBeCloseTo(value, 4));
        const plan = lpPlannerOver(highs).plan(problem, TIME_LIMIT_MS);
        if (plan === null) throw new Error('no plan');
        expect(judgePlan(problem, plan)).toEqual([]);
        // Fractions of a Wh that three phases leave are rounded down, and given out again where they fit.
        const roundingKwh = (problem.jobs.length * problem.slots) / 1_000;
        expect(weightedUnmetKwh(problem, plan) - (reached[1]?.[0] as number)).toBeLessThanOrEqual(roundingKwh);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('gives sockets amps that are worth the same, and no less than what the tick finds', () => {
    const worth = (problem: Parameters<typeof valueOfAmps>[0], solver: Solver) => {
      const { allocator, sockets } = lpAllocatorWithin(TIME_LIMIT_MS, solver).allocate(problem);
      expect(allocator).toBe('lp');
      return valueOfAmps(
        problem,
        sockets.map(({ amps }) => amps),
      );
    };
    fc.assert(
      fc.property(depots(true), (problem) => {
        const fresh = { ...problem, sockets: problem.sockets.map((socket) => ({ ...socket, canPause: true })) };
        const exact = worth(fresh, highs);
        expect(exact).toBeCloseTo(worth(fresh, javascriptSolver), 6);
        const tick = tickAllocatorWith(fastTick).allocate(fresh);
        expect(exact).toBeGreaterThanOrEqual(
          valueOfAmps(
            fresh,
            tick.sockets.map(({ amps }) => amps),
          ) - 1e-6,
        );
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('HiGHS', () => {
  it('plans a day of sixty vans on one and three phases under phase limits', () => {
    const problem = depotOf(60, 96);
    const plan = lpPlannerOver(highs).plan(problem, TIME_LIMIT_MS);
    if (plan === null) throw new Error('no plan');
    expect(plan.planner).toBe('highs');
    expect(judgePlan(problem, plan)).toEqual([]);
  }, 60_000);

  it('is asked where phases bind, and followed where its plan is better', () => {
    const planner = improvedBy(phasesPlanner, lpPlannerOver(highs), TIME_LIMIT_MS);
    const [plan, near] = [planner.plan(depotOf(30, 48), 100), phasesPlanner.plan(depotOf(30, 48), 100)];
    if (plan === null || near === null) throw new Error('no plan');
    expect(plan.planner).toBe('highs');
    expect(weightedUnmetKwh(depotOf(30, 48), plan)).toBeLessThan(weightedUnmetKwh(depotOf(30, 48), near) + 0.03);
    const never: HorizonPlanner = {
      id: 'never',
      supports: () => true,
      plan: () => ({ ...plan, unmetWh: near.unmetWh.map((wh) => wh + 1_000) }),
    };
    expect(improvedBy(phasesPlanner, never, 100).plan(depotOf(30, 48), 100)).toEqual(near);
    const wide = { ...depotOf(6, 12), nodes: depotOf(6, 12).nodes.map((node) => ({ ...node, phaseWh: null })) };
    expect(improvedBy(phasesPlanner, { ...never, plan: () => null }, 100).plan(wide, 100)?.planner).toBe('flow');
  }, 60_000);

  it('that is not installed says what to install', () => {
    const missing = () => {
      throw new Error("Cannot find module 'highs'");
    };
    expect(() => requireHighs(missing)).toThrow(/^HEADROOM_SOLVER=highs needs a package that is not installed: npm install highs@/);
    expect(() => requireHighs()).not.toThrow();
  });
});

describe('a solver that cannot be believed', () => {
  const says = (values: ArrayLike<number>): Solver => ({ id: 'odd', mostColumns: 300, solve: () => ({ status: 'optimal', values }) });
  const odd: [string, Solver][] = [
    [
      'throws',
      {
        ...says([]),
        solve: () => {
          throw new Error('out of memory');
        },
      },
    ],
    ['gives too few figures', says([1])],
    ['gives no numbers', { ...says([]), solve: ({ columns }) => ({ status: 'optimal', values: columns.map(() => Number.NaN) }) }],
    [
      'breaks limits',
      { ...says([]), solve: ({ columns }) => ({ status: 'optimal', values: columns.map(({ most }) => Math.min(most, 99)) }) },
    ],
    ['finds no answer where there is one', { ...says([]), solve: () => ({ status: 'infeasible', values: [] }) }],
  ];

  it.each(odd)('and %s is passed over, down to the emergency pass', (_, solver) => {
    const problem: AllocationProblem = {
      nodes: [{ id: 'site', parent: null, limitKw: 4, limitA: null, boundBy: 'asc' }],
      sockets: ['a', 'b'].map((id) => ({ ...SOCKET, id })),
    };
    expect(lpAllocatorWithin(TIME_LIMIT_MS, solver).allocate(problem).allocator).toBe('slices');
    const broken = {
      id: 'also broken',
      allocate: () => {
        throw new Error('no');
      },
    };
    expect(decideWithin([broken], problem).allocation.allocator).toBe('emergency');
    expect(lpPlannerOver(solver).plan(depotOf(6, 12), TIME_LIMIT_MS)).toBeNull();
  });
});
