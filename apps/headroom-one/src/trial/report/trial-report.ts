import type { BoundFigures } from '../bound/clairvoyant';
import type { Policy } from '../policies/policy';
import type { PolicyFigures } from '../run/trial-case';
import type { Days } from '../sessions/chosen-days';
import type { ImportedSessions } from '../sessions/import-sessions';

/** All that a trial found, as `--json` prints it. */
export interface TrialReport {
  readonly days: { readonly first: string; readonly count: number; readonly chosenBy: 'request' | 'most charged' };
  readonly recording: { readonly rows: number; readonly accepted: number; readonly rejected: Readonly<Record<string, number>> };
  readonly site: {
    readonly capacityKva: number;
    readonly powerFactor: number;
    readonly limitKw: number;
    readonly bufferKw: number;
    readonly buildingMeanKw: number;
    readonly buildingPeakKw: number;
    readonly sockets: number;
    readonly sessions: number;
    readonly meterPeriodSeconds: number;
  };
  readonly seed: number;
  readonly policies: Readonly<Partial<Record<Policy, PolicyFigures>>>;
  /** What nobody could do better who had known it all beforehand; null: not known. */
  readonly bound: BoundFigures | null;
}

export const recordingOf = ({ rowCount, sessions, rejected }: ImportedSessions): TrialReport['recording'] => ({
  rows: rowCount,
  accepted: sessions.length,
  rejected: Object.fromEntries(rejected),
});

export const daysOf = ({ firstDate, count }: Days, isAsked: boolean): TrialReport['days'] => ({
  first: firstDate,
  count,
  chosenBy: isAsked ? 'request' : 'most charged',
});
