import { gainedKwh, type Van, type Visit } from '@headroom/simulator';

/** How well the vans were served. */
export interface ServiceAccount {
  readonly sessions: number;
  readonly neededKwh: number;
  readonly unmetKwh: number;
  readonly sessionsShort: number;
  readonly connectedHours: number;
}

export interface Departure {
  readonly visit: Visit;
  readonly left: Van;
}

/** A session that lacks more than this when its van leaves is short. */
export const SHORT_KWH = 0.5;
const MS_PER_HOUR = 3_600_000;

export const serviceAccount = (departures: readonly Departure[]): ServiceAccount => {
  const lacking = departures.map(({ visit, left }) => Math.max(0, neededKwh(visit) - gainedKwh(visit, left)));
  return {
    sessions: departures.length,
    neededKwh: sum(departures.map(({ visit }) => neededKwh(visit))),
    unmetKwh: sum(lacking),
    sessionsShort: lacking.filter((kwh) => kwh > SHORT_KWH).length,
    connectedHours: sum(departures.map(({ visit }) => (visit.leavesAtMs - visit.arrivesAtMs) / MS_PER_HOUR)),
  };
};

/** From the charge the van came with to where it stops by itself. */
const neededKwh = ({ van }: Visit): number => (van.batteryKwh * van.stopSocPct) / 100 - van.storedKwh;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
