import type { Phase } from '../grid';
import { type SteadySettings, steadySettings } from './settings';

/** What is known of the phases that a socket's EV draws on. */
export interface PhaseUse {
  /** Supply phases that carry current; null: all that the socket has. */
  readonly phases: readonly Phase[] | null;
  /** Since when the same phases have been seen to carry nothing. */
  readonly sinceMs: number;
  readonly seen: string;
}

/**
 * Releases the phases of a three-phase socket that its EV leaves at 0 A (its charger has one phase), once that has lasted; all are booked
 * again at the first current, when it stops charging, and where the currents are not measured.
 * @param currentsA on the socket's conductors, in their order; null: not charging, or not measured.
 */
export function phasesInUse(
  before: PhaseUse | undefined,
  socketPhases: readonly Phase[],
  currentsA: readonly number[] | null,
  nowMs: number,
  settings: SteadySettings = steadySettings,
): PhaseUse {
  const live = currentsA === null ? [] : socketPhases.filter((_, conductor) => (currentsA[conductor] ?? 0) >= settings.phaseIdleA);
  if (live.length === 0 || live.length === socketPhases.length) return { phases: null, sinceMs: nowMs, seen: '' };
  const seen = live.join();
  if (before === undefined || before.seen !== seen) return { phases: null, sinceMs: nowMs, seen };
  return nowMs < before.sinceMs + settings.stableMs ? before : { ...before, phases: live };
}
