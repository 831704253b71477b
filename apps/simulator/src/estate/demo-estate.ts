import type { DepotDossier, DepotPlans } from '@headroom/contracts';
import { scaleToMeanKw } from '../building/building-load';
import { recordedBuilding } from '../building/recordings';
import { between, hashOf, randomOf } from '../random/random';
import { demoChargePoints } from './demo-charge-points';
import { type DemoDepot, demoDepots } from './demo-depots';
import { demoSchedules } from './demo-schedules';
import { demoVehicleTypes } from './demo-types';
import type { DepotEstate } from './depot-estate';

const AT = '2026-01-01T00:00:00.000Z';
const WORST_CASE_MARGIN = 1.1;
const BUFFER_SHARE = 0.05;

/** The nine depots that `npm start` shows; the same every time. */
export const demoEstate = (): DepotEstate[] => demoDepots.map((demo) => ({ dossier: dossierOf(demo), plans: plansOf(demo) }));

const dossierOf = (demo: DemoDepot): DepotDossier => {
  const vehicles = vehiclesOf(demo);
  return {
    id: `demo-${demo.depot}-dossier`,
    at: AT,
    depot: demo.depot,
    name: demo.name,
    timezone: 'Europe/London',
    connections: [
      {
        id: 'main',
        capacityKva: demo.capacityKva,
        powerFactor: 0.95,
        bufferKw: Math.round(demo.capacityKva * BUFFER_SHARE),
        meter: demo.meter,
        worstCaseLoadKw: worstCaseLoadKw(demo),
      },
    ],
    feeders: Array.from({ length: Math.ceil(demo.sockets / demo.feeder.sockets) }, (_, index) => ({
      id: `f${index + 1}`,
      parent: 'main',
      limitA: demo.feeder.limitA,
    })),
    chargePoints: demoChargePoints(demo),
    vehicles,
    tags: [
      ...vehicles.map(({ id }) => ({ id: tagIdOf(id), vehicleId: id, kind: 'vehicle' as const })),
      { id: tagIdOf(`${demo.depot} master`), vehicleId: null, kind: 'master' as const },
    ],
  };
};

const vehiclesOf = (demo: DemoDepot): DepotDossier['vehicles'] =>
  Array.from({ length: demo.vans }, (_, index) => {
    const id = `${demo.depot}.van${String(index + 1).padStart(2, '0')}`;
    const random = randomOf(1, id);
    const {
      batteryKwh,
      maxChargeKw,
      phases,
      id: typeId,
    } = demoVehicleTypes[Math.floor(random() ** 1.5 * demoVehicleTypes.length)] ?? demoVehicleTypes[0];
    const letters = Array.from({ length: 3 }, () => String.fromCharCode(65 + Math.floor(between(random, 0, 26)))).join('');
    return { id, registration: `LX${21 + (index % 5)} ${letters}`, typeId, batteryKwh, maxChargeKw, phases };
  });

const plansOf = (demo: DemoDepot): DepotPlans => ({
  id: `demo-${demo.depot}-plans`,
  at: AT,
  depot: demo.depot,
  profiledConnections: demo.depot === 'whitechapel' ? [eveningPeak] : [],
  flexibilityWindows: [],
  tariff: {
    currency: 'GBP',
    rates: [
      { fromLocal: '00:30', pricePerKwh: 0.09 },
      { fromLocal: '05:30', pricePerKwh: 0.22 },
      { fromLocal: '16:00', pricePerKwh: 0.34 },
      { fromLocal: '19:00', pricePerKwh: 0.22 },
    ],
    reductions: [],
  },
  schedules: vehiclesOf(demo).flatMap(({ id }) => demoSchedules(id, demo.vans > demo.sockets)),
  weightings: { socDeficit: 0.5, urgency: 0.5, unknownVehicle: 0.5 },
  options: { mode: 'live', profiledConnection: true, flexibility: false, priorities: true, tariff: false },
});

/** Whitechapel's agreement: less on weekday evenings, when the street is at its peak. */
const eveningPeak: DepotPlans['profiledConnections'][number] = {
  id: 'weekday-evening-peak',
  connectionId: 'main',
  name: 'Weekday evening peak',
  validFrom: '2020-01-01',
  validTo: '2039-12-31',
  weekdays: [1, 2, 3, 4, 5],
  limitsKw: Array.from({ length: 48 }, (_, halfHour) => (halfHour >= 32 && halfHour < 38 ? 120 : null)),
};

const worstCaseLoadKw = ({ building: { recording, meanKw }, capacityKva }: DemoDepot): number => {
  const hourlyKw = recordedBuilding(recording);
  const peakKw = Math.max(...hourlyKw.map((kw) => kw ?? 0)) * scaleToMeanKw(hourlyKw, meanKw);
  return Math.min(capacityKva, Math.round(peakKw * WORST_CASE_MARGIN));
};

/** Eight hexadecimal digits, as RFID cards show them. */
const tagIdOf = (name: string): string => (hashOf(name, 7) >>> 0).toString(16).toUpperCase().padStart(8, '0');
