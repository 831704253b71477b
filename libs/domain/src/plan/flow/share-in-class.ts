// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { Flow } from './flow';
import { takeFromOthers } from './take-from-others';

/**
 * Settles jobs that rank alike so that the worst served fraction of a need is as great as it can be, then the next worst, and so on (max-min;
 * Fujishige's decomposition of a polymatroid base). Those that cannot have all they need, and those they could take from, are asked to get
 * by with the same fraction, the one that they have together: who has more may be asked for the rest. If some still are short, then they and
 * those they could take from have less together than the others, whom they cannot reach: each part shares for itself.
 */
export function shareInClass(flow: Flow, jobs: Int32Array, ranked: Int32Array): void {
  const closed = { in: flow.closedIn.slice(), jobs: flow.closedJobs.slice() };
  const split = (part: readonly number[], fraction: number): (readonly number[])[] => {
    if (!askAll(flow, part, fraction, ranked)) return [];
    const [short, others] = [true, false].map((is) => part.filter((job) => isClosed(flow, job) === is)) as [number[], number[]];
    reopen(flow, closed);
    return [short, others];
  };
  // Who is not short of all that he needs has it.
  const parts = split([...jobs], 1).slice(0, 1);
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) parts.push(...split(part, fractionOf(flow, part)));
  // What rounding down to whole Wh has left over; who is short after that is so for good.
  for (const job of jobs) takeFromOthers(flow, job, ranked);
}

/** Of what they need together, what they have together. */
function fractionOf({ tree, shortWh }: Flow, jobs: readonly number[]): number {
  let haveWh = 0;
  let needWh = 0;
  for (const job of jobs) {
    haveWh += tree.neededWh[job]! - shortWh[job]!;
    needWh += tree.wholeNeedWh[job]!;
  }
  return haveWh / needWh;
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
