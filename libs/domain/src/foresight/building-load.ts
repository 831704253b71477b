import { halfHourIndexOf } from '../time';
import { foresightSettings } from './settings';

interface HalfHourMean {
  readonly kw: number;
  readonly days: number;
}

/** A building's usual day, learnt half-hour by half-hour from what its meter reads. */
export interface UsualDay {
  /** By half-hour of the local day; null: not learnt yet. */
  readonly means: readonly (HalfHourMean | null)[];
  /** The half-hour that is being added up. */
  readonly index: number;
  readonly sumKw: number;
  readonly readings: number;
}

export const unknownDay: UsualDay = { means: Array<null>(48).fill(null), index: -1, sumKw: 0, readings: 0 };

/** Takes a reading. A half-hour counts once it is over. */
export function withReading(day: UsualDay, kw: number, atMs: number, zone: string, { profileDays } = foresightSettings): UsualDay {
  if (!Number.isFinite(kw)) return day;
  const index = halfHourIndexOf(atMs, zone);
  if (index === day.index) return { ...day, sumKw: day.sumKw + kw, readings: day.readings + 1 };
  const means =
    day.readings === 0
      ? day.means
      : day.means.map((mean, at) => (at === day.index ? folded(mean, day.sumKw / day.readings, profileDays) : mean));
  return { means, index, sumKw: kw, readings: 1 };
}

function folded(mean: HalfHourMean | null, kw: number, profileDays: number): HalfHourMean {
  const days = Math.min(profileDays, (mean?.days ?? 0) + 1);
  return { days, kw: mean === null ? kw : mean.kw + (kw - mean.kw) / days };
}

/**
 * What the building is expected to draw at a moment, kW: its usual day, and of what it draws beyond it now half for every half-life.
 * Where its day is not known yet it is expected to go on as it is.
 */
export function expectedLoadKw(
  day: UsualDay,
  nowKw: number,
  nowMs: number,
  atMs: number,
  zone: string,
  { loadHalfLifeMs } = foresightSettings,
): number {
  const [usualNow, usualThen] = [day.means[halfHourIndexOf(nowMs, zone)], day.means[halfHourIndexOf(atMs, zone)]];
  if (!usualNow || !usualThen) return nowKw;
  return usualThen.kw + (nowKw - usualNow.kw) * 0.5 ** (Math.max(0, atMs - nowMs) / loadHalfLifeMs);
}
