import type { Building } from '@headroom/simulator';
import type { TrialDepot } from '../depot/trial-depot';
import type { Site } from '../figures/site-account';
import type { Days } from '../sessions/chosen-days';

/** All that is the same for every policy. */
export interface TrialCase {
  readonly days: Days;
  readonly depot: TrialDepot;
  readonly building: Building;
  readonly site: Site;
  readonly seed: number;
}

/** What one policy made of it. */
export interface PolicyFigures {
  readonly peakKw: number;
  readonly secondsAbove: number;
  readonly secondsAvoidable: number;
  readonly secondsBuildingAlone: number;
  readonly worstExcessKw: number;
  readonly chargedKwh: number;
  readonly neededKwh: number;
  readonly unmetKwh: number;
  readonly sessionsShort: number;
  readonly cost: number | null;
  readonly messagesPerSocketHour: number;
}
