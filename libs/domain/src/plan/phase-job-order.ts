// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonJob } from './horizon-problem';

/** Jobs' places in an order that does not depend on how they are listed. */
export const placesByNature = (jobs: readonly HorizonJob[]): number[] =>
  jobs.map((_, place) => place).sort((a, b) => byNature(jobs[a]!, jobs[b]!));

/** What has the higher priority first, then what charges already, and then whatever tells two jobs apart. */
function byNature(a: HorizonJob, b: HorizonJob): number {
  return (
    b.priority - a.priority ||
    Number(b.isCharging) - Number(a.isCharging) ||
    a.untilSlot - b.untilSlot ||
    a.fromSlot - b.fromSlot ||
    b.neededWh - a.neededWh ||
    b.maxWh - a.maxWh ||
    b.phases.length - a.phases.length ||
    (a.phases[0] ?? 0) - (b.phases[0] ?? 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
