// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { Flow } from './flow';
import { takeFromOthers } from './take-from-others';

/**
 * Settles jobs that rank alike so that the worst served fraction of a need is as great as it can be, then the next worst, and so on (max-min).
 * All are asked to get by with the same fraction: who has more may be asked for the rest, as may all below the class. Those that then are
 * short, and those they could take from, are a bottleneck: what they have together says what fraction they can all have. That is tried again
 * until nobody is short; the last bottleneck is settled and the others go on.
 */
export function shareInClass(flow: Flow, jobs: Int32Array, ranked: Int32Array): void {
  const { tree, shortWh, spareWh } = flow;
  const closed = { in: flow.closedIn.slice(), jobs: flow.closedJobs.slice() };
  for (let open = [...jobs]; open.length > 0; ) {
    let fraction = 1;
    let bottleneck: readonly number[] = open;
    while (askAll(flow, open, fraction, ranked)) {
      bottleneck = open.filter((job) => isClosed(flow, job));
      let haveWh = 0;
      let needWh = 0;
      for (const job of bottleneck) {
        haveWh += tree.neededWh[job]! - shortWh[job]!;
        needWh += tree.wholeNeedWh[job]!;
      }
      fraction = haveWh / needWh;
      reopen(flow, closed);
    }
    if (fraction === 1) break;
    const settled = new Set(bottleneck);
    open = open.filter((job) => !settled.has(job));
  }
  for (const job of jobs) spareWh[job] = 0;
  // What rounding down to whole Wh has left over; who is short after that is so for good.
  for (const job of jobs) takeFromOthers(flow, job, ranked);
}

/** Whether somebody is short of this fraction of its need, after taking what can be had. */
function askAll(flow: Flow, jobs: readonly number[], fraction: number, ranked: Int32Array): boolean {
  const { tree, shortWh, spareWh } = flow;
  const beyondWh = (job: number) => tree.neededWh[job]! - Math.floor(fraction * tree.wholeNeedWh[job]!);
  for (const job of jobs) {
    shortWh[job]! -= beyondWh(job);
    spareWh[job] = Math.max(0, -shortWh[job]!);
  }
  for (const job of jobs) takeFromOthers(flow, job, ranked);
  let isShort = false;
  for (const job of jobs) {
    if (shortWh[job]! > 0) isShort = true;
    shortWh[job]! += beyondWh(job);
    spareWh[job] = 0;
  }
  return isShort;
}

/** What was found closed while some were asked for less than their need is open again, but nothing that was closed before. */
function reopen(flow: Flow, closed: { readonly in: Int32Array; readonly jobs: Int32Array }): void {
  flow.closedIn.set(closed.in);
  flow.closedJobs.set(closed.jobs);
}

function isClosed({ closedJobs }: Flow, job: number): boolean {
  return (closedJobs[job >> 5]! & (1 << (job & 31))) !== 0;
}
