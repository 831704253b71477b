import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hourlySeriesOf, recordingsFolder } from '@headroom/simulator';
import { clairvoyantOf } from './bound/clairvoyant';
import { fromFile } from './from-file';
import { daysOf, recordingOf, type TrialReport } from './report/trial-report';
import { runPolicy } from './run/run-policy';
import { METER_PERIOD_MS } from './run/simulated-outside';
import type { PolicyFigures, TrialCase } from './run/trial-case';
import { BUFFER_SHARE, POWER_FACTOR, trialCaseOf } from './run/trial-case-of';
import { busiestDays, daysFrom } from './sessions/chosen-days';
import { importSessions } from './sessions/import-sessions';
import type { TrialRequest } from './trial-arguments';

const ZONE = 'Europe/London';
const AGILE = join(recordingsFolder, 'agile-import-price-2019-hourly.csv');

/**
 * Reads the recordings, replays them under each policy asked for, and reports.
 * @throws Error in words for the operator: a file that cannot be read, a recording without a session in these days.
 */
export const trial = async (request: TrialRequest, onProgress: (policy: string, share: number) => void): Promise<TrialReport> => {
  const imported = fromFile(request.sessionsPath, (text) => importSessions(text, ZONE));
  const building = fromFile(request.buildingPath, (text) => hourlySeriesOf(text, true));
  const pricePath = request.pricePath ?? (existsSync(AGILE) ? AGILE : null);
  const prices = pricePath === null ? null : fromFile(pricePath, (text) => hourlySeriesOf(text, false));
  const days = request.from === null ? busiestDays(imported.sessions, request.days, ZONE) : daysFrom(request.from, request.days, ZONE);
  if (days === null) throw new Error(`${request.sessionsPath} has no session that can be replayed`);

  const { capacityKva, seed } = request;
  const trialCase = trialCaseOf({ sessions: imported.sessions, building, prices, capacityKva, days, zone: ZONE, seed });
  if (trialCase.depot.visits.length === 0) throw new Error(`no session begins and ends within ${days.count} days from ${days.firstDate}`);

  const figures: [string, PolicyFigures][] = [];
  for (const policy of request.policies) figures.push([policy, await runPolicy(policy, trialCase, (share) => onProgress(policy, share))]);
  return {
    days: daysOf(days, request.from !== null),
    recording: recordingOf(imported),
    site: siteOf(trialCase, capacityKva),
    seed,
    policies: Object.fromEntries(figures),
    bound: clairvoyantOf(trialCase),
  };
};

const siteOf = ({ depot, site, days }: TrialCase, capacityKva: number): TrialReport['site'] => {
  const minutes = Array.from({ length: (days.untilMs - days.fromMs) / 60_000 }, (_, minute) =>
    site.buildingKw(days.fromMs + minute * 60_000),
  );
  return {
    capacityKva,
    powerFactor: POWER_FACTOR,
    limitKw: site.limitKw,
    bufferKw: BUFFER_SHARE * site.limitKw,
    buildingMeanKw: minutes.reduce((sum, kw) => sum + kw, 0) / minutes.length,
    buildingPeakKw: minutes.reduce((peak, kw) => Math.max(peak, kw)),
    sockets: depot.estate.dossier.chargePoints.flatMap(({ sockets }) => sockets).length,
    sessions: depot.visits.length,
    meterPeriodSeconds: METER_PERIOD_MS / 1_000,
  };
};
