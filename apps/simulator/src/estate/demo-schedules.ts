import type { DepotPlans } from '@headroom/contracts';
import { between, randomOf } from '../random/random';

type Schedule = DepotPlans['schedules'][number];

const MONDAY_TO_SATURDAY = [1, 2, 3, 4, 5, 6];
const QUARTER_MINUTES = 15;

/**
 * A van's week. Where two vans share a socket they charge on alternate days, so each day's need is said in kWh;
 * elsewhere each van is to leave full.
 */
export const demoSchedules = (vehicleId: string, isShared: boolean): Schedule[] => {
  const random = randomOf(1, `${vehicleId} schedule`);
  const departLocal = quarterHour(between(random, 5.5, 8));
  const returnLocal = quarterHour(between(random, 13.5, 18));
  const need = isShared ? { energyKwh: Math.round(between(random, 8, 14)) } : { targetSocPct: 100 };
  return MONDAY_TO_SATURDAY.map((weekday) => ({ vehicleId, weekday, departLocal, returnLocal, ...need }));
};

const quarterHour = (hours: number): string => {
  const minutes = Math.round((hours * 60) / QUARTER_MINUTES) * QUARTER_MINUTES;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};
