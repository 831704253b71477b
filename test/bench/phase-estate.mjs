// The whole estate planned with limits per phase: with most depots having room enough, and with all short of it.
import { createRequire } from 'node:module';
import { depotProblem, estateSizes } from './depots.mjs';
import { families, phaseDepot } from './phase-depots.mjs';

const { phasesPlanner } = createRequire(import.meta.url)('../../libs/domain/dist/plan/phases-planner.js');
const DEPOTS = 1_700;
const SLOTS = 192;
const JOBS_A_SOCKET = 1.5;
/** Need against kW. With a third of the kW on each phase and vans on one phase, vans leave short from about 0.6. */
const LOADS = [0.4, 0.5, 0.6, 0.7, 0.85];
const WARM_UP = 40;
const PLANNED_EVERY_MINUTES = 5;
const TWO_CORES_MINUTE_S = 120;

/** Every nth depot by size, so that the sample has small and large ones as the estate has. */
export function estate(everyNth) {
  const sizes = estateSizes(DEPOTS, 1)
    .sort((a, b) => a - b)
    .filter((_, place) => place % everyNth === everyNth >> 1);
  const jobs = (sockets) => Math.max(1, Math.round(sockets * JOBS_A_SOCKET));
  return [
    ...rowsFor('whole estate, 45 % one-phase vans, loads 0.4 to 0.85', everyNth, sizes, (sockets, index) =>
      depotProblem({
        ...{ jobs: jobs(sockets), slots: SLOTS, seed: index + 1, family: index % 3 === 0 ? 'random' : 'overnight' },
        ...{ load: LOADS[index % LOADS.length], phaseLimits: true, threePhase: 0.55 },
      }),
    ),
    ...rowsFor('whole estate, every depot short of a phase', everyNth, sizes, (sockets, index) =>
      phaseDepot({ jobs: jobs(sockets), slots: SLOTS, seed: index + 1, ...families[index % families.length] }),
    ),
  ];
}

function rowsFor(name, everyNth, sizes, depotOf) {
  for (let index = 0; index < WARM_UP; index++) phasesPlanner.plan(depotOf(sizes[index] ?? 20, index), 1000);
  let coreMs = 0;
  let slowestMs = 0;
  let exact = 0;
  sizes.forEach((sockets, index) => {
    const problem = depotOf(sockets, index);
    const before = process.cpuUsage();
    const plan = phasesPlanner.plan(problem, 1000);
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    coreMs += ms;
    slowestMs = Math.max(slowestMs, ms);
    if (plan.planner === 'flow') exact++;
  });
  const passS = (coreMs * everyNth) / 1000;
  const share = (100 * passS) / TWO_CORES_MINUTE_S;
  return [
    {
      name: `${name}: one pass`,
      figure: passS,
      unit: 'core-s',
      peer: `slowest depot ${slowestMs.toFixed(0)} ms, ${exact} of ${sizes.length} exact`,
    },
    {
      name: `${name}: each depot every ${PLANNED_EVERY_MINUTES} minutes`,
      ...{
        figure: share / PLANNED_EVERY_MINUTES,
        unit: '% of two cores',
        target: '≤ 5 (with ticks)',
        peer: `every minute: ${share.toFixed(1)} %`,
      },
    },
  ];
}
