/** From this age on a site meter's reading is not believed any more, and the worst case holds (domain.md, alarms). */
export const METER_STALE_AFTER_MS = 7 * 60_000;
/** From this age on its silence is a red alarm. */
export const METER_RED_AFTER_MS = 10 * 60_000;

export type Freshness = 'fresh' | 'amber' | 'red';

/**
 * How far a reading of this age can be believed. null: never heard, which is red. A reading from the future is fresh while
 * the clocks may just differ; further ahead than a reading may be old it would stay fresh for ever, so it is red.
 */
export function meterFreshness(ageMs: number | null): Freshness {
  if (ageMs === null || Number.isNaN(ageMs) || ageMs <= -METER_STALE_AFTER_MS || ageMs >= METER_RED_AFTER_MS) return 'red';
  return ageMs >= METER_STALE_AFTER_MS ? 'amber' : 'fresh';
}

/** Whether the worst case must be assumed in place of a reading of this age. */
export function isMeterStale(ageMs: number | null): boolean {
  return meterFreshness(ageMs) !== 'fresh';
}
