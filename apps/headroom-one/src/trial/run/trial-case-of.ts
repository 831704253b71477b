import { type Building, buildingLoadKw, type HourlySeries, hourIndexOf } from '@headroom/simulator';
import { trialDepot } from '../depot/trial-depot';
import { type Days, sessionsWithin } from '../sessions/chosen-days';
import type { Session } from '../sessions/session';
import type { TrialCase } from './trial-case';

export const POWER_FACTOR = 0.95;
/** Of the capacity: it must cover what the building adds in the half minute from a reading to the vans' reaction. */
export const BUFFER_SHARE = 0.05;

/** What is recorded, and what is asked. */
export interface TrialInputs {
  readonly sessions: readonly Session[];
  readonly building: HourlySeries;
  readonly prices: HourlySeries | null;
  readonly capacityKva: number;
  readonly days: Days;
  readonly zone: string;
  readonly seed: number;
}

export const trialCaseOf = ({ sessions, building: hourlyKw, prices, capacityKva, days, zone, seed }: TrialInputs): TrialCase => {
  const building: Building = { hourlyKw, scale: 1, seed };
  const supply = { capacityKva, powerFactor: POWER_FACTOR, bufferShare: BUFFER_SHARE };
  const price = prices === null ? null : (ms: number) => prices[hourIndexOf(ms)] ?? 0;
  return {
    days,
    seed,
    building,
    depot: trialDepot(sessionsWithin(sessions, days), supply, zone, seed),
    site: { limitKw: capacityKva * POWER_FACTOR, buildingKw: (ms) => buildingLoadKw(building, ms), price },
  };
};
