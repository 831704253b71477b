import { flowPlanner } from './flow-planner';
import type { HorizonJob, HorizonProblem } from './horizon-problem';

const van = (id: string, more: Partial<HorizonJob>): HorizonJob => ({
  id,
  node: 'feeder',
  phases: [0],
  fromSlot: 0,
  untilSlot: 2,
  neededWh: 3_000,
  maxWh: 1_800,
  priority: 0.9,
  isCharging: false,
  ...more,
});
const example: HorizonProblem = {
  slots: 2,
  slotMinutes: 15,
  pricePerKwh: [0.3, 0.1],
  nodes: [{ id: 'feeder', parent: null, capacityWh: [2_000, 2_500], softWh: null, phaseWh: null }],
  jobs: [van('A', {}), van('B', { fromSlot: 1, neededWh: 1_500, priority: 0.4 })],
};

describe('the worked example of docs/optimiser.md', () => {
  it('serves A in full, B as far as A can move, at the least cost', () => {
    const plan = flowPlanner.plan(example, 1_000);
    expect(plan && [...plan.wh]).toEqual([1_800, 1_200, 0, 1_300]);
    expect(plan).toMatchObject({ unmetWh: [0, 200], exact: true });
    expect(plan?.cost).toBeCloseTo(0.79, 9);
  });

  it('gives B all it needs where B goes first', () => {
    const plan = flowPlanner.plan({ ...example, jobs: [van('A', { priority: 0.2 }), ...example.jobs.slice(1)] }, 1_000);
    expect(plan?.unmetWh).toEqual([200, 0]);
  });
});
