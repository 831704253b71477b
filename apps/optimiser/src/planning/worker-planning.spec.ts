import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HorizonProblem } from '@headroom/domain';
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
/** A worker that does as this code says; the real one is built, and tested by headroom-one. */
const script = (code: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'planner-')), 'worker.cjs');
  writeFileSync(path, `const { parentPort } = require('node:worker_threads');\n${code}`);
  return path;
};

describe('a planner in a thread of its own', () => {
  it('answers with the plan of the worker', async () => {
    const planning = new WorkerPlanning(script("parentPort.on('message', ({ id }) => parentPort.postMessage({ id, plan: null }));"));
    expect(await planning.plan(problem)).toBeNull();
    await planning.close();
  });

  it.each([
    ['dies', 'throw new Error("out of memory");', 10_000],
    ['hangs', "parentPort.on('message', () => { for (;;); });", 300],
  ])('that %s is done without: a small depot is planned all the same, and asks a new worker next time', async (_, code, withinMs) => {
    const planning = new WorkerPlanning(script(code), withinMs);
    expect([...((await planning.plan(problem))?.wh ?? [])]).toEqual([0, 0, 1_000, 1_000]);
    expect((await planning.plan(problem))?.planner).toBe('flow');
    await planning.close();
  });

  it('that dies owes a large depot its plan until the next minute', async () => {
    const planning = new WorkerPlanning(script('process.exit(1);'));
    const jobs = Array.from({ length: 100 }, (_, index) => ({ ...(problem.jobs[0] as (typeof problem.jobs)[number]), id: `van${index}` }));
    expect(await planning.plan({ ...problem, jobs })).toBeNull();
    await planning.close();
  });
});
