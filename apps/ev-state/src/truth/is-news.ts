import type { VehicleState } from '@headroom/contracts';
import type { VehicleRow } from './vehicle-row';

/** Steps in which a battery's filling is told: what they leave out changes no rank. */
const SOC_STEP_PCT = 0.5;
const NEEDED_STEP_KWH = 0.25;
/** That telematics said the same again is told this often. */
const READ_EVERY_MS = 10 * 60_000;

/** Whether a row is worth telling. */
export function isNews(told: VehicleState | null, row: VehicleRow): boolean {
  if (told === null) return true;
  return (
    told.socket !== row.socket ||
    told.departAt !== row.departAt ||
    told.telematicsSilent !== row.telematicsSilent ||
    isFar(told.socPct, row.socPct, SOC_STEP_PCT) ||
    isFar(told.targetSocPct, row.targetSocPct, SOC_STEP_PCT) ||
    isFar(told.neededKwh, row.neededKwh, NEEDED_STEP_KWH) ||
    // To be full is news, however small the last step was.
    (told.neededKwh === 0) !== (row.neededKwh === 0) ||
    readMs(row) - readMs(told) >= READ_EVERY_MS
  );
}

function isFar(told: number | null, now: number | null, step: number): boolean {
  if (told === null || now === null) return told !== now;
  return Math.abs(told - now) >= step;
}

const readMs = ({ reading }: Pick<VehicleRow, 'reading'>): number => (reading === null ? 0 : Date.parse(reading.at));
