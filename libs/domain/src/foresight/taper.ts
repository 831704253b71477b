import type { ForesightSettings } from './settings';

/** A van's need in two parts, because a battery that is nearly full charges slowly. */
export interface ChargeParts {
  /** What it takes at its full rate, Wh. */
  readonly fastWh: number;
  /** What it takes after that, Wh. */
  readonly slowWh: number;
  /** Of its full rate, what it takes on average in the slow part, and when that begins. */
  readonly slowShare: number;
  readonly slowShareAtFirst: number;
}

/** @param socPct, batteryKwh null: not known, so nothing is known of a slow part. */
export function chargeParts(neededWh: number, socPct: number | null, batteryKwh: number | null, settings: ForesightSettings): ChargeParts {
  if (socPct === null || batteryKwh === null || !(batteryKwh > 0)) {
    return { fastWh: neededWh, slowWh: 0, slowShare: 1, slowShareAtFirst: 1 };
  }
  const whOfPct = batteryKwh * 10;
  const fromPct = Math.min(100, Math.max(socPct, settings.taperFromPct));
  const untilPct = Math.min(100, socPct + neededWh / whOfPct);
  const slowWh = Math.min(neededWh, Math.max(0, Math.round((untilPct - fromPct) * whOfPct)));
  const [first, last] = [shareAt(fromPct, settings), shareAt(Math.max(fromPct, untilPct), settings)];
  return { fastWh: neededWh - slowWh, slowWh, slowShare: meanOf(first, last), slowShareAtFirst: first };
}

/** Falls evenly with the state of charge. */
function shareAt(socPct: number, { taperFromPct, fullRateShare }: ForesightSettings): number {
  const into = taperFromPct < 100 ? Math.max(0, socPct - taperFromPct) / (100 - taperFromPct) : 0;
  return 1 - into * (1 - fullRateShare);
}

/** Over time, of a rate that falls evenly with what has been charged: the logarithmic mean, as of temperatures in a heat exchanger. */
function meanOf(first: number, last: number): number {
  return first - last < 0.01 ? last : (first - last) / Math.log(first / last);
}
