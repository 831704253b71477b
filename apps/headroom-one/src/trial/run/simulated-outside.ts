import { noFaults, readingEvery, type SimulatorSettings, visitTraffic } from '@headroom/simulator';
import type { Departure } from '../figures/service-account';
import type { EvChange } from '../figures/site-account';
import type { TrialCase } from './trial-case';

export const METER_PERIOD_MS = 10_000;

/** The simulator set up with recorded visits, and what is written down of it for the accounts. */
export interface SimulatedOutside {
  readonly settings: SimulatorSettings;
  readonly changes: readonly EvChange[];
  readonly departures: readonly Departure[];
}

/** No faults but the gaps that the building's meter recorded: a trial compares policies, not luck. */
export const simulatedOutside = ({ depot, building, seed }: TrialCase): SimulatedOutside => {
  const changes: EvChange[] = [];
  const departures: Departure[] = [];
  const kwOf = new Map<string, number>();
  let evKw = 0;
  const settings: SimulatorSettings = {
    estate: [depot.estate],
    seed,
    faults: { ...noFaults, meterGaps: true },
    meter: readingEvery(METER_PERIOD_MS),
    buildingOf: () => building,
    trafficOf: visitTraffic(depot.visits, (visit, left) => departures.push({ visit, left })),
    onPower: (socket, kw, atMs) => {
      evKw += kw - (kwOf.get(socket) ?? 0);
      kwOf.set(socket, kw);
      changes.push({ atMs, evKw: Math.max(0, evKw) });
    },
    autoStart: false,
  };
  return { settings, changes, departures };
};
