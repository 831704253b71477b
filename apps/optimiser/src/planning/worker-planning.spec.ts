import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AllocationProblem,
  type HorizonJob,
  type HorizonNode,
  type HorizonPlan,
  type HorizonProblem,
  judgePlan,
  lpPlannerOver,
} from '@headroom/domain';
import { Logger } from '@nestjs/common';
import { loadHighsSolver } from '../solvers/highs-solver';
import { answerTo } from './answer-to';
import { plannersWith } from './planners';
import { WorkerPlanning } from './worker-planning';

const problem: HorizonProblem = {
  slots: 4,
  slotMinutes: 15,
  nodes: [{ id: 'main', parent: null, capacityWh: [1_000, 1_000, 1_000, 1_000], softWh: null, phaseWh: null }],
  jobs: [
    { id: 'van', node: 'main', phases: [0], fromSlot: 0, untilSlot: 4, neededWh: 2_000, maxWh: 1_840, priority: 0.5, isCharging: false },
  ],
  pricePerKwh: [0.2, 0.2, 0.1, 0.1],
};
const moment: AllocationProblem = {
  nodes: [{ id: 'main', parent: null, limitKw: null, limitA: [10, 10, 10], boundBy: 'asc' }],
  sockets: ['a', 'b'].map((id, index) => ({
    ...{
      id,
      node: 'main',
      phases: [0],
      minA: 6,
      maxA: 32,
      wantA: 32,
      priority: 0.3 + index / 10,
      currentA: 0,
      reservedA: null,
      canPause: true,
    },
  })),
};
/** A worker that does as this code says; the real one is built, and tested by headroom-one. */
const script = (code: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'planner-')), 'worker.cjs');
  writeFileSync(path, `const { parentPort, workerData } = require('node:worker_threads');\n${code}`);
  return path;
};
const answers = (code: string) => `parentPort.on('message', (question) => parentPort.postMessage({ id: question.id, answer: ${code} }));`;
const warned: string[] = [];
beforeEach(() => {
  warned.length = 0;
  Logger.overrideLogger({ log() {}, error() {}, warn: (message: string) => void warned.push(message) });
});

describe('a planner in a thread of its own', () => {
  it('answers with the plan and the amps of the worker, which is told its solver', async () => {
    const told = answers("question.kind === 'plan' ? null : { by: workerData.solver, amps: [0, 10] }");
    const planning = new WorkerPlanning({ solver: 'highs', script: script(told) });
    expect(await planning.plan(problem)).toBeNull();
    expect(await planning.exactAmps(moment)).toEqual({ by: 'highs', amps: [0, 10] });
    await planning.close();
  });

  it.each([
    ['dies', 'throw new Error("out of memory");', 10_000],
    ['hangs', "parentPort.on('message', () => { for (;;); });", 300],
  ])('that %s is done without: a small depot is planned all the same, and nothing is solved exactly', async (_, code, answersWithinMs) => {
    const planning = new WorkerPlanning({ script: script(code), answersWithinMs });
    const [plan, amps] = await Promise.all([planning.plan(problem), planning.exactAmps(moment)]);
    expect([...(plan?.wh ?? [])]).toEqual([0, 0, 1_000, 1_000]);
    expect(amps).toBeNull();
    expect((await planning.plan(problem))?.planner).toBe('flow');
    expect(warned.at(-1)).toMatch(/another one begins in 1 s at the earliest/);
    await planning.close();
  });

  it('that dies owes a large depot its plan until the next minute', async () => {
    const planning = new WorkerPlanning({ script: script('process.exit(1);') });
    const jobs = Array.from({ length: 100 }, (_, index) => ({ ...(problem.jobs[0] as (typeof problem.jobs)[number]), id: `van${index}` }));
    expect(await planning.plan({ ...problem, jobs })).toBeNull();
    await planning.close();
  });

  it('that dies is begun again, each time after twice the pause', async () => {
    const planning = new WorkerPlanning({ script: script('process.exit(1);'), restartAfterMs: 1 });
    for (let deaths = 0; deaths < 4; ) {
      await planning.plan(problem);
      deaths = warned.length;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(warned.map((line) => line.match(/in ([\d.]+) s/)?.[1])).toEqual(['0.001', '0.002', '0.004', '0.008']);
    await planning.close();
  });

  it('that is slow but goes on answering is not ended, however many wait', async () => {
    const slow = `parentPort.on('message', ({ id }) => { const until = Date.now() + 100; while (Date.now() < until); parentPort.postMessage({ id, answer: null }); });`;
    const planning = new WorkerPlanning({ script: script(slow), answersWithinMs: 1_500 });
    await Promise.all(Array.from({ length: 20 }, () => planning.plan(problem)));
    expect(warned).toEqual([]);
    await planning.close();
  });

  it('has no time for exact amps while many plans wait', async () => {
    const planning = new WorkerPlanning({ script: script(answers("question.kind === 'plan' ? null : { by: 'x', amps: [] }")) });
    const plans = Array.from({ length: 20 }, () => planning.plan(problem));
    expect(await planning.exactAmps(moment)).toBeNull();
    await Promise.all(plans);
    expect(await planning.exactAmps(moment)).toEqual({ by: 'x', amps: [] });
    await planning.close();
  });
});

describe('what the thread answers', () => {
  it('is the best amps, and a plan, also where phases bind', async () => {
    const planners = plannersWith(lpPlannerOver(await loadHighsSolver()));
    expect(answerTo({ id: 1, kind: 'exact', problem: moment }, planners)).toEqual({ by: 'javascript-lp-solver', amps: [0, 10] });
    expect(answerTo({ id: 2, kind: 'plan', problem }, planners)).toMatchObject({ planner: 'flow' });
    const [node, van] = [problem.nodes[0], problem.jobs[0]] as [HorizonNode, HorizonJob];
    const half = [500, 500, 500, 500];
    const phaseBound: HorizonProblem = {
      ...problem,
      nodes: [{ ...node, phaseWh: [half, half, half] }],
      jobs: [van, { ...van, id: 'other', phases: [0, 1, 2], priority: 0.4 }],
    };
    const plan = answerTo({ id: 3, kind: 'plan', problem: phaseBound }, planners) as HorizonPlan;
    expect(['phases', 'highs']).toContain(plan.planner);
    expect(judgePlan(phaseBound, plan)).toEqual([]);
  });
});
