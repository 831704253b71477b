import { withinOne } from './weights';

/** How far a battery is below its target, 0 (there) to 1 (empty); null where the state of charge is not known, which is not empty. */
export function socDeficitOf(socPct: number | null, targetSocPct: number): number | null {
  if (socPct === null || !Number.isFinite(socPct)) return null;
  return targetSocPct > 0 ? withinOne(1 - socPct / targetSocPct) : 0;
}
