import { serviceAccount } from '../figures/service-account';
import { siteAccount } from '../figures/site-account';
import { allocatorOf, type Policy } from '../policies/policy';
import { runManaged } from './run-managed';
import { runUnmanaged } from './run-unmanaged';
import { simulatedOutside } from './simulated-outside';
import type { PolicyFigures, TrialCase } from './trial-case';

/** Replays the case under one policy; the same case and policy give the same figures. */
export const runPolicy = async (policy: Policy, trial: TrialCase, onProgress: (share: number) => void): Promise<PolicyFigures> => {
  const outside = simulatedOutside(trial);
  const { setpointCount } =
    policy === 'unmanaged' ? await runUnmanaged(trial, outside) : await runManaged(trial, outside, allocatorOf[policy], onProgress);
  onProgress(1);
  const site = siteAccount(outside.changes, trial.site, trial.days.fromMs, trial.days.untilMs);
  const { neededKwh, unmetKwh, sessionsShort, connectedHours } = serviceAccount(outside.departures);
  return { ...site, neededKwh, unmetKwh, sessionsShort, messagesPerSocketHour: connectedHours > 0 ? setpointCount / connectedHours : 0 };
};
