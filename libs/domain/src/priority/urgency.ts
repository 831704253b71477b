import { withinOne } from './weights';

const HOUR_MS = 3_600_000;

export interface Timing {
  /** kWh at the socket; null: not known. */
  readonly neededKwh: number | null;
  /** What van and socket can charge with at the most; null: not known. */
  readonly maxChargeKw: number | null;
  /** null: no departure within the next two working days. */
  readonly departAtMs: number | null;
  readonly nowMs: number;
}

/**
 * How tight the schedule is, 0 to 1: the time that charging at full rate takes as a part of the time left; 1 when that is no
 * longer enough. Nothing presses a van that has all it needs or that nobody waits for. null: not known.
 */
export function urgencyOf({ neededKwh, maxChargeKw, departAtMs, nowMs }: Timing): number | null {
  if (departAtMs === null || neededKwh === 0) return 0;
  if (neededKwh === null || !Number.isFinite(neededKwh)) return null;
  const leftHours = (departAtMs - nowMs) / HOUR_MS;
  if (leftHours <= 0) return 1;
  if (maxChargeKw === null || !(maxChargeKw > 0)) return null;
  return withinOne(neededKwh / maxChargeKw / leftHours);
}
