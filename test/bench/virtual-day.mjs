// A day of the nine demo depots through the very services, in virtual time. Depots share nothing but the code, so they are dealt to as many
// threads as there are cores, as an installation deals them to instances; each thread runs all services for its own.
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { demoEstate, readingEvery, SimulatorModule, usualFaults } from '../../apps/simulator/dist/index.js';
import { depotDossiers, depotPlans } from '../../libs/contracts/dist/index.js';
import { EmbeddedBroker } from '../../libs/messaging/dist/index.js';
import { startInProcess, VirtualClock } from '../../libs/service-kit/dist/index.js';
import { depotServices } from './depot-services.mjs';

const DAY_MS = 24 * 3_600_000;

export async function bench() {
  const shares = shared(demoEstate(), availableParallelism());
  const startedAt = performance.now();
  const done = await Promise.all(shares.map(dayInThread));
  const seconds = (performance.now() - startedAt) / 1000;
  const sum = (count) => done.reduce((total, share) => total + share[count], 0);
  const name = `a virtual day of nine depots on ${shares.length} cores, ${sum('messages')} messages, ${sum('setpoints')} setpoints`;
  return [
    { name, figure: seconds, unit: 's', target: '< 60 s' },
    { name: 'the slowest core alone', figure: Math.max(...done.map((share) => share.seconds)), unit: 's' },
    { name: 'messages a second through the services', figure: sum('messages') / seconds, unit: '/s' },
  ];
}

/** The largest depots first, each to whoever has least. */
function shared(estate, cores) {
  const socketsOf = ({ dossier }) => dossier.chargePoints.reduce((count, { sockets }) => count + sockets.length, 0);
  const shares = Array.from({ length: cores }, () => ({ depots: [], sockets: 0 }));
  for (const depot of estate.toSorted((x, y) => socketsOf(y) - socketsOf(x))) {
    const least = shares.reduce((low, share) => (share.sockets < low.sockets ? share : low));
    least.depots.push(depot.dossier.depot);
    least.sockets += socketsOf(depot);
  }
  return shares.map(({ depots }) => depots);
}

const dayInThread = (depots) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { depots } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

async function day(depots) {
  const clock = new VirtualClock(Date.parse('2026-11-23T00:00:00Z'));
  const broker = new EmbeddedBroker({ now: () => clock.now() });
  const estate = demoEstate().filter(({ dossier }) => depots.includes(dossier.depot));
  const simulator = SimulatorModule.forEstate({ estate, seed: 1, faults: usualFaults, meter: readingEvery(60_000) });
  const app = await startInProcess({ services: depotServices(), broker, clock });
  let messages = 0;
  let setpoints = 0;
  broker.watch((topic) => {
    messages++;
    if (topic === 'control.setpoints') setpoints++;
  });
  for (const { dossier, plans } of estate) {
    await broker.bus.tell(depotDossiers, dossier);
    await broker.bus.tell(depotPlans, plans);
  }
  const outside = await startInProcess({ services: [simulator], broker: broker.beside(), clock });
  const startedAt = performance.now();
  await clock.runUntil(clock.now() + DAY_MS, () => broker.idle());
  const seconds = (performance.now() - startedAt) / 1000;
  await outside.close();
  await app.close();
  return { messages, setpoints, seconds };
}

if (!isMainThread && workerData?.depots) {
  parentPort.postMessage(await day(workerData.depots));
  process.exit(0);
}
