import fc from 'fast-check';
import { judgePlan } from '../safety';
import { flowPlanner, type HorizonJob, type HorizonPlan, type HorizonProblem, horizonFaults, lpPlanner } from './index';
import { latenessWhSlots, problems, weightedUnmetKwh } from './problems.fixture';

// The letters are those of the list of properties in docs/optimiser.md.
const any = problems({ jobs: 12, slots: 20 });
const distinct = problems({ jobs: 10, slots: 16, distinct: true });
const small = problems({ jobs: 8, slots: 8, distinct: true });
const runs = (numRuns: number) => ({ numRuns });

function planned(problem: HorizonProblem): HorizonPlan {
  const plan = flowPlanner.plan(problem, 1000);
  if (plan === null) throw new Error('no plan');
  return plan;
}
const servedOf = (problem: HorizonProblem) => {
  const { unmetWh } = planned(problem);
  return new Map(problem.jobs.map(({ id, neededWh }, job) => [id, neededWh - (unmetWh[job] ?? Number.NaN)]));
};
const unmet = (problem: HorizonProblem) => weightedUnmetKwh(problem, planned(problem));
const totalWh = (plan: HorizonPlan) => plan.wh.reduce((sum, wh) => sum + wh, 0);
const withJobs = (problem: HorizonProblem, change: (job: HorizonJob, index: number) => HorizonJob) => ({
  ...problem,
  jobs: problem.jobs.map(change),
});
const wider = (row: readonly number[] | null, wh: number) => row?.map((one) => one + wh) ?? null;

describe('the laws of a horizon plan', () => {
  it('P1, P2: no job takes outside its stay, too fast or too much, and no limit is passed', () => {
    fc.assert(
      fc.property(problems({ jobs: 14, slots: 40, soft: true }), fc.constantFrom(0, 0.3), (problem, classWidth) => {
        expect(horizonFaults(problem)).toEqual([]);
        expect(judgePlan(problem, planned({ ...problem, classWidth }))).toEqual([]);
      }),
      runs(400),
    );
  });

  it('P3: leaves no more unmet, breaches no more and costs no more than the linear programme', () => {
    fc.assert(
      fc.property(problems({ jobs: 8, slots: 8, soft: true }), (problem) => {
        const plan = planned(problem);
        expect(plan.exact).toBe(true);
        const best = lpPlanner.plan(problem, 5000);
        expect(best).not.toBeNull();
        if (best === null) return;
        expect(weightedUnmetKwh(problem, plan)).toBeCloseTo(weightedUnmetKwh(problem, best), 9);
        expect(plan.softBreachWh).toBe(best.softBreachWh);
        expect(plan.cost).toBeCloseTo(best.cost, 9);
      }),
      runs(150),
    );
  });

  it('P4: does not depend on the order or the names of jobs and nodes', () => {
    fc.assert(
      fc.property(distinct, (problem) => {
        const served = servedOf(problem);
        expect(planned(problem)).toEqual(planned(problem));
        const turned = { ...problem, nodes: [...problem.nodes].reverse(), jobs: [...problem.jobs].reverse() };
        expect(servedOf(turned)).toEqual(served);
        const renamed = {
          ...problem,
          nodes: problem.nodes.map((node) => ({ ...node, id: `x-${node.id}`, parent: node.parent && `x-${node.parent}` })),
          jobs: problem.jobs.map((job) => ({ ...job, node: `x-${job.node}` })),
        };
        expect(servedOf(renamed)).toEqual(served);
      }),
      runs(150),
    );
  });

  it('P5: more capacity, a longer stay or a faster charger never leave more unmet; another van never helps the rest', () => {
    fc.assert(
      fc.property(any, fc.nat(11), (problem, chosen) => {
        const before = unmet(problem);
        const enough = before + 1e-9;
        expect(
          unmet({ ...problem, nodes: problem.nodes.map((node) => ({ ...node, capacityWh: wider(node.capacityWh, 10) })) }),
        ).toBeLessThanOrEqual(enough);
        expect(
          unmet(withJobs(problem, (job, j) => (j === chosen ? { ...job, fromSlot: 0, untilSlot: problem.slots } : job))),
        ).toBeLessThanOrEqual(enough);
        expect(unmet(withJobs(problem, (job, j) => (j === chosen ? { ...job, maxWh: job.maxWh + 10 } : job)))).toBeLessThanOrEqual(enough);
        const fewer = { ...problem, jobs: problem.jobs.filter((_, j) => j !== chosen) };
        const rest = weightedUnmetKwh(fewer, { ...planned(problem), unmetWh: planned(problem).unmetWh.filter((_, j) => j !== chosen) });
        expect(unmet(fewer)).toBeLessThanOrEqual(rest + 1e-9);
      }),
      runs(150),
    );
  });

  it('P6: only the order of priorities counts', () => {
    fc.assert(
      fc.property(distinct, (problem) => {
        expect(servedOf(withJobs(problem, (job) => ({ ...job, priority: job.priority ** 2 })))).toEqual(servedOf(problem));
      }),
      runs(150),
    );
  });

  it('P7: a van that leaves short could not have had a Wh more without one that ranks above it having less', () => {
    fc.assert(
      fc.property(distinct, (problem) => {
        const served = servedOf(problem);
        const short = problem.jobs.find(({ id, neededWh }) => (served.get(id) ?? 0) < neededWh);
        if (!short) return;
        // Those above ask for exactly what they got and a Wh more for this one is asked before all others.
        const rivals = problem.jobs.filter(({ priority }) => priority >= short.priority);
        const forced = rivals.map((job) => ({ ...job, neededWh: (served.get(job.id) ?? 0) + (job === short ? 1 : 0) }));
        expect(totalWh(planned({ ...problem, jobs: forced }))).toBe(forced.reduce((sum, job) => sum + job.neededWh, 0) - 1);
      }),
      runs(200),
    );
  });

  it('P8: neither prices, nor flexibility, nor who charges already changes what is unmet', () => {
    fc.assert(
      fc.property(problems({ jobs: 10, slots: 16, soft: true }), (problem) => {
        const plain = {
          ...withJobs(problem, (job) => ({ ...job, isCharging: false })),
          nodes: problem.nodes.map((node) => ({ ...node, softWh: null })),
          pricePerKwh: problem.pricePerKwh.map(() => 0),
        };
        expect(unmet(problem)).toBeCloseTo(unmet(plain), 9);
      }),
      runs(200),
    );
  });

  it('P8: flexibility below a connection does not change what is unmet either', () => {
    fc.assert(
      fc.property(problems({ jobs: 10, slots: 16 }), fc.array(fc.nat(10), { minLength: 5, maxLength: 5 }), (problem, tenths) => {
        const softRow = (row: readonly number[] | null, tenth: number) => row?.map((wh) => Math.floor((wh * tenth) / 10)) ?? null;
        const soft = {
          ...problem,
          nodes: problem.nodes.map((node, n) => ({ ...node, softWh: softRow(node.capacityWh, tenths[n] ?? 10) })),
        };
        expect(unmet(soft)).toBeCloseTo(unmet(problem), 9);
      }),
      runs(200),
    );
  });

  it('P9: flexibility as wide as the limit changes nothing', () => {
    fc.assert(
      fc.property(any, (problem) => {
        const soft = {
          ...problem,
          nodes: problem.nodes.map((node) => ({ ...node, softWh: node.parent === null ? node.capacityWh : null })),
        };
        expect(planned(soft)).toEqual(planned(problem));
        expect(planned(soft).softBreachWh).toBe(0);
      }),
      runs(150),
    );
  });

  it('P10: ten times all energies is ten times the plan', () => {
    fc.assert(
      fc.property(any, (problem) => {
        const ten = (row: readonly number[] | null) => row?.map((wh) => wh * 10) ?? null;
        const large = {
          ...withJobs(problem, (job) => ({ ...job, neededWh: job.neededWh * 10, maxWh: job.maxWh * 10 })),
          nodes: problem.nodes.map((node) => ({ ...node, capacityWh: ten(node.capacityWh) })),
        };
        expect([...planned(large).wh]).toEqual([...planned(problem).wh].map((wh) => wh * 10));
      }),
      runs(150),
    );
  });

  it('P11: among slots of one price it charges as early as can be', () => {
    fc.assert(
      fc.property(small, (problem) => {
        const flat = { ...problem, pricePerKwh: problem.pricePerKwh.map(() => 0.2) };
        // The same question with lateness as the price: what is least there is as early as possible here.
        const early = lpPlanner.plan({ ...problem, pricePerKwh: problem.pricePerKwh.map((_, slot) => slot / 100) }, 5000);
        expect(early).not.toBeNull();
        if (early) expect(latenessWhSlots(flat, planned(flat))).toBe(latenessWhSlots(flat, early));
      }),
      runs(100),
    );
  });

  it('P12: has a plan for whatever is sound, however little there is', () => {
    fc.assert(
      fc.property(problems({ jobs: 6, slots: 2, stepWh: 1 }), (problem) => {
        expect(judgePlan(problem, planned(problem))).toEqual([]);
        expect(totalWh(planned({ ...problem, jobs: [] }))).toBe(0);
        expect(totalWh(planned(withJobs(problem, (job) => ({ ...job, neededWh: 0 }))))).toBe(0);
        expect(totalWh(planned(withJobs(problem, (job) => ({ ...job, untilSlot: job.fromSlot }))))).toBe(0);
        const dead = { ...problem, nodes: problem.nodes.map((node) => ({ ...node, capacityWh: problem.pricePerKwh.map(() => 0) })) };
        expect(totalWh(planned(dead))).toBe(0);
      }),
      runs(150),
    );
  });
});

describe('vans of one class', () => {
  it('share so that none could have a greater part of its need without one that has less losing', () => {
    fc.assert(
      fc.property(problems({ jobs: 8, slots: 12, stepWh: 1000 }), (problem) => {
        const plan = planned({ ...problem, classWidth: 10 });
        const part = problem.jobs.map(({ neededWh }, j) => (neededWh > 0 ? 1 - (plan.unmetWh[j] ?? 0) / neededWh : 1));
        expect(totalWh(plan)).toBe(totalWh(planned(problem)));
        problem.jobs.forEach((short, j) => {
          // Who has a greater part gives it up down to this one's (but for the whole Wh that were left over); this one asks for a hundredth more: it must not fit.
          const leftOver = problem.jobs.length;
          const levelled = (part[j] ?? 0) + leftOver / Math.max(1, short.neededWh);
          const asked = problem.jobs.map((job, i) => Math.round(Math.min(part[i] ?? 0, i === j ? 1 : levelled) * job.neededWh));
          const moreWh = Math.ceil(0.01 * short.neededWh) + leftOver;
          if ((plan.unmetWh[j] ?? 0) < moreWh) return;
          const forced = withJobs(problem, (job, i) => ({ ...job, neededWh: (asked[i] ?? 0) + (i === j ? moreWh : 0) }));
          expect(totalWh(planned(forced))).toBeLessThan(forced.jobs.reduce((sum, job) => sum + job.neededWh, 0));
        });
      }),
      runs(150),
    );
  });

  it('share at no loss where they rank alike: nothing else could be better, and the plan says so', () => {
    fc.assert(
      fc.property(problems({ jobs: 8, slots: 8, soft: true }), (problem) => {
        const shared = planned({ ...problem, classWidth: 0.01 });
        const inOrder = planned(problem);
        expect(shared.exact).toBe(true);
        expect(weightedUnmetKwh(problem, shared)).toBeCloseTo(weightedUnmetKwh(problem, inOrder), 9);
        expect(shared).toMatchObject({ softBreachWh: inOrder.softBreachWh, cost: expect.closeTo(inOrder.cost, 9) });
      }),
      runs(150),
    );
  });

  it('go by the class and not by the order inside it', () => {
    const node = { id: 'site', parent: null, capacityWh: [1000, 1000], softWh: null, phaseWh: null };
    const van = (id: string, priority: number): HorizonJob => ({
      ...{ id, node: 'site', phases: [0], fromSlot: 0, untilSlot: 2, neededWh: 2000, maxWh: 1840, priority, isCharging: false },
    });
    const problem = { slots: 2, slotMinutes: 15, nodes: [node], jobs: [van('a', 0.52), van('b', 0.51)], pricePerKwh: [0.2, 0.2] };
    expect(planned(problem).unmetWh).toEqual([0, 2000]);
    expect(planned({ ...problem, classWidth: 0.1 }).unmetWh).toEqual([1000, 1000]);
    expect(planned({ ...problem, classWidth: 0.1, jobs: [van('a', 0.62), van('b', 0.51)] }).unmetWh).toEqual([0, 2000]);
  });

  // Found by the property above: the part counted was of what a van could take in its stay, so that one with a great need and a short stay had too little.
  it('count parts of the whole need, also where the stay is too short for it', () => {
    const node = { id: 'site', parent: null, capacityWh: [1000], softWh: null, phaseWh: null };
    const van = (id: string, neededWh: number): HorizonJob => ({
      ...{ id, node: 'site', phases: [0], fromSlot: 0, untilSlot: 1, neededWh, maxWh: 1000, priority: 0.5, isCharging: false },
    });
    const problem = {
      slots: 1,
      slotMinutes: 15,
      nodes: [node],
      jobs: [van('a', 4000), van('b', 1000)],
      pricePerKwh: [0.2],
      classWidth: 0.1,
    };
    expect(planned(problem).unmetWh).toEqual([3200, 800]);
  });
});
