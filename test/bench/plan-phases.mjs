// The planner for limits per phase beside the linear programme (HiGHS): how near it comes, how long it takes, and the whole estate.
import { createRequire } from 'node:module';
import { families, phaseDepot } from './phase-depots.mjs';
import { estate } from './phase-estate.mjs';
import { bestByLp } from './phase-lp.mjs';

const { phasesPlanner } = createRequire(import.meta.url)('../../libs/domain/dist/plan/phases-planner.js');
const SIZES = [10, 30, 100];
const SEEDS_PER_FAMILY = 6;
const BUDGET_MS = 1000;
const EVERY_NTH_DEPOT = 10;

export async function bench() {
  const rows = [];
  for (const size of SIZES) rows.push(...(await besideTheBound(size)));
  rows.push(...estate(EVERY_NTH_DEPOT));
  return rows;
}

async function besideTheBound(size) {
  const seen = [];
  for (const family of families) phasesPlanner.plan(phaseDepot({ jobs: size, seed: 1, ...family }), BUDGET_MS);
  for (const [index, family] of families.entries())
    for (let seed = 1; seed <= SEEDS_PER_FAMILY; seed++) {
      const problem = phaseDepot({ jobs: size, seed: seed * 100 + index, ...family });
      const best = await bestByLp(problem);
      const took = cpuMs(() => phasesPlanner.plan(problem, BUDGET_MS));
      const worth = (wh) => problem.jobs.reduce((sum, job, i) => sum + (job.priority * wh[i]) / 1000, 0);
      const total = worth(problem.jobs.map((job) => job.neededWh));
      seen.push({
        gap: (100 * (worth(took.result.unmetWh) - best.unmet)) / total,
        cost: 100 * (took.result.cost / best.cost - 1),
        ms: took.ms,
        lpMs: best.ms,
      });
    }
  const all = (pick) => seen.map(pick).sort((a, b) => a - b);
  const mean = (pick) => all(pick).reduce((sum, value) => sum + value, 0) / seen.length;
  const at = (pick, share) => all(pick)[Math.min(seen.length - 1, Math.floor(share * seen.length))];
  const what = `phase-bound plan, N = ${size}, T = 96`;
  return [
    { name: `${what}: weighted energy short of the LP, average`, figure: mean((run) => run.gap), unit: '%', target: '≤ 0.2' },
    { name: `${what}: the same, worst of ${seen.length}`, figure: at((run) => run.gap, 1), unit: '%', target: '≤ 1' },
    { name: `${what}: cost beside the LP, average`, figure: mean((run) => run.cost), unit: '%', target: '≤ +1' },
    {
      name: `${what}: processor time p50`,
      figure: at((run) => run.ms, 0.5),
      unit: 'ms',
      target: size === 100 ? '≤ 8' : '',
      peer: `HiGHS ${at((run) => run.lpMs, 0.5).toFixed(0)} ms`,
    },
    {
      name: `${what}: processor time p95`,
      figure: at((run) => run.ms, 0.95),
      unit: 'ms',
      peer: `HiGHS ${at((run) => run.lpMs, 0.95).toFixed(0)} ms`,
    },
  ];
}

/** Of this process, because the machine is shared. */
function cpuMs(run) {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}
