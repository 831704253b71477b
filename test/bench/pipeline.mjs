// A measure in to a setpoint out: 1,000 vans plug in one after the other, one every 60 ms; each plug-in makes control tell its socket again.
import {
  depotDossiers,
  depotPlans,
  outsideSetpointResponses,
  outsideSiteLoad,
  outsideSocketMeasures,
  setpoints,
} from '../../libs/contracts/dist/index.js';
import { EmbeddedBroker } from '../../libs/messaging/dist/index.js';
import { SystemClock, startInProcess } from '../../libs/service-kit/dist/index.js';
import { depotServices } from './depot-services.mjs';

const SOCKETS = 1_000;
const MINUTE_MS = 60_000;
const depot = 'whitechapel';
const socketId = (index) => `${depot}.cp${index}.sk1`;
const now = () => new Date().toISOString();
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const dossier = {
  ...depotDossiers.example,
  connections: [{ id: 'main', capacityKva: 20_000, powerFactor: 0.95, bufferKw: 50, meter: 'building', worstCaseLoadKw: 500 }],
  feeders: [],
  chargePoints: Array.from({ length: SOCKETS }, (_, index) => ({
    ...depotDossiers.example.chargePoints[0],
    id: `${depot}.cp${index}`,
    feederId: undefined,
    sockets: [{ ...depotDossiers.example.chargePoints[0].sockets[0], id: socketId(index) }],
  })),
  vehicles: [],
  tags: [],
};

export async function bench() {
  const broker = new EmbeddedBroker();
  const app = await startInProcess({ services: depotServices(), broker, clock: new SystemClock() });
  const pluggedAt = new Map();
  const tookMs = [];
  broker.watch((topic, key, setpoint) => {
    if (topic !== setpoints.name) return;
    if (pluggedAt.has(key)) {
      tookMs.push(performance.now() - pluggedAt.get(key));
      pluggedAt.delete(key);
    }
    void broker.bus.tell(outsideSetpointResponses, { setpointId: setpoint.id, socket: key, resultCode: 0, at: now() });
  });
  const measure = (index, status) =>
    broker.bus.tell(outsideSocketMeasures, { socket: socketId(index), at: now(), status, realPowerW: 0, currentA: 0, energyWh: 1_000 });

  await broker.bus.tell(depotDossiers, dossier);
  await broker.bus.tell(depotPlans, { ...depotPlans.example, profiledConnections: [], schedules: [] });
  await broker.bus.tell(outsideSiteLoad, { depot, meter: 'main', at: now(), powerW: 40_000 });
  for (let index = 0; index < SOCKETS; index++) await measure(index, 'Available');
  await pause(15_000);
  for (let index = 0; index < SOCKETS; index++) await measure(index, 'Available');
  await pause(10_000);

  for (let index = 0; index < SOCKETS; index++) {
    pluggedAt.set(socketId(index), performance.now());
    await measure(index, 'Charging');
    await pause(MINUTE_MS / SOCKETS - 1);
  }
  await pause(2_000);
  await app.close();
  tookMs.sort((a, b) => a - b);
  const share = (part) => tookMs[Math.min(tookMs.length - 1, Math.floor(part * tookMs.length))];
  return [
    { name: `measure in to setpoint out, ${SOCKETS} sockets, ${tookMs.length} told: p50`, figure: share(0.5), unit: 'ms' },
    { name: 'the same: p99', figure: share(0.99), unit: 'ms', target: '< 250 ms' },
  ];
}
