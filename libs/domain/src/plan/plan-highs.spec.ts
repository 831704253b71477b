import fc from 'fast-check';
import loadHighs from 'highs';
import { judgePlan } from '../safety';
import { type Highs, highsOptimum } from './highs-oracle.fixture';
import { flowPlanner, type HorizonProblem } from './index';
import { problems, weightedUnmetKwh } from './problems.fixture';

let highs: Highs;
beforeAll(async () => {
  highs = await loadHighs();
}, 30_000);

function expectNoGap(problem: HorizonProblem): void {
  const plan = flowPlanner.plan(problem, 1000);
  if (plan === null) throw new Error('no plan');
  const best = highsOptimum(highs, problem, () => 0);
  expect(judgePlan(problem, plan)).toEqual([]);
  expect(weightedUnmetKwh(problem, plan)).toBeCloseTo(best.weightedUnmetKwh, 7);
  expect(plan.softBreachWh / 1000).toBeCloseTo(best.softBreachKwh, 7);
  expect(plan.cost).toBeCloseTo(best.cost, 7);
}

describe('beside HiGHS', () => {
  it('P3: thirty vans on two connections with flexibility are planned at no gap', () => {
    fc.assert(fc.property(problems({ jobs: 30, slots: 24, soft: true, distinct: true, stepWh: 250 }), expectNoGap), { numRuns: 60 });
  }, 60_000);
});
