import { type SteadySettings, steadySettings } from './settings';

/** The highest and lowest load within a few seconds. */
interface Swing {
  readonly fromMs: number;
  readonly highKw: number;
  readonly lowKw: number;
}

/** What else a connection has had to carry lately, beside its vans. */
export type LoadLately = readonly Swing[];

/** Readings closer together are kept as one. */
const GATHER_MS = 5_000;

/** Takes what a connection carries from now on beside its vans, kW. */
export function withLoad(lately: LoadLately, kw: number, nowMs: number, { riseWindowMs } = steadySettings): LoadLately {
  const last = lately.at(-1);
  if (last && nowMs < last.fromMs + GATHER_MS) {
    return [...lately.slice(0, -1), { fromMs: last.fromMs, highKw: Math.max(last.highKw, kw), lowKw: Math.min(last.lowKw, kw) }];
  }
  const kept = lately.filter((_, index) => (lately[index + 1]?.fromMs ?? nowMs) > nowMs - riseWindowMs);
  return [...kept, { fromMs: nowMs, highKw: kw, lowKw: kw }];
}

/**
 * The limit that setpoints are shared out under, kW. A fall counts at once and a rise when it has lasted, but for the capacity itself, whose
 * steps are known. Where the load flickers a reserve is left, so that the next small fall needs no cut; amps that are out already may stay
 * as long as they fit what can be granted now.
 * @param nowKw what can be granted now. @param mostKw what the connection has for vans and all else. @param outKw what the present setpoints come to.
 */
export function calmLimitKw(
  lately: LoadLately,
  { nowKw, mostKw, outKw }: { readonly nowKw: number; readonly mostKw: number; readonly outKw: number },
  nowMs: number,
  { riseWindowMs, reserveShare }: SteadySettings = steadySettings,
): number {
  const seen = lately.filter((_, index) => (lately[index + 1]?.fromMs ?? nowMs) >= nowMs - riseWindowMs);
  const highKw = Math.max(mostKw - nowKw, ...seen.map((swing) => swing.highKw));
  const lowKw = Math.min(mostKw - nowKw, ...seen.map((swing) => swing.lowKw));
  const provenKw = Math.min(nowKw, Math.max(0, mostKw - highKw));
  const risesTo = provenKw - Math.min(highKw - lowKw, provenKw * reserveShare);
  return outKw <= nowKw ? Math.max(risesTo, outKw) : risesTo;
}
