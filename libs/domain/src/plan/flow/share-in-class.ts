// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { type Flow, give } from './flow';
import { serveInOrder } from './serve-jobs';

/**
 * Serves jobs that rank alike so that the worst served fraction of a need is as great as it can be, then the next worst, and so on (max-min).
 * All are asked to get by with the same fraction. Those that then are short, and those they could take from, are a bottleneck: what they have
 * together says what fraction they can all have. That is tried again until nobody is short; the last bottleneck is settled and the others go on.
 */
export function shareInClass(flow: Flow, jobs: readonly number[]): void {
  const { tree, shortWh } = flow;
  const closed = { in: flow.closedIn.slice(), jobs: flow.closedJobs.slice() };
  const servedWh = (job: number, wantedWh: number) => wantedWh - shortWh[job]!;
  for (let open = jobs; open.length > 0; ) {
    let fraction = 1;
    let bottleneck: readonly number[] = open;
    for (;;) {
      reopen(flow, closed);
      const wanted = new Map(open.map((job) => [job, Math.floor(fraction * tree.wholeNeedWh[job]!)]));
      for (const [job, wh] of wanted) ask(flow, job, wh);
      serveInOrder(flow, open);
      const short = open.filter((job) => shortWh[job]! > 0);
      if (short.length === 0) break;
      bottleneck = open.filter((job) => isClosed(flow, job));
      let haveWh = 0;
      let needWh = 0;
      for (const job of bottleneck) {
        haveWh += servedWh(job, wanted.get(job)!);
        needWh += tree.wholeNeedWh[job]!;
      }
      fraction = haveWh / needWh;
    }
    if (fraction === 1) break;
    const settled = new Set(bottleneck);
    open = open.filter((job) => !settled.has(job));
  }
  reopen(flow, closed);
  for (const job of jobs) shortWh[job] = tree.neededWh[job]! - takenWh(flow, job);
  // What rounding down to whole Wh has left over.
  serveInOrder(flow, jobs);
}

/** The job starts again from nothing, lacking this much. */
function ask(flow: Flow, job: number, wh: number): void {
  const { tree } = flow;
  for (let slot = tree.fromSlot[job]!; slot < tree.untilSlot[job]!; slot++) {
    const taken = flow.takenWh[slot * tree.jobs + job]!;
    if (taken > 0) give(flow, job, slot, -taken);
  }
  flow.shortWh[job] = wh;
}

function takenWh({ tree, takenWh: taken }: Flow, job: number): number {
  let wh = 0;
  for (let slot = tree.fromSlot[job]!; slot < tree.untilSlot[job]!; slot++) wh += taken[slot * tree.jobs + job]!;
  return wh;
}

/** Taking away opens what the class itself found closed, but nothing that was closed before it. */
function reopen(flow: Flow, closed: { readonly in: Int32Array; readonly jobs: Int32Array }): void {
  flow.closedIn.set(closed.in);
  flow.closedJobs.set(closed.jobs);
}

function isClosed({ closedJobs }: Flow, job: number): boolean {
  return (closedJobs[job >> 5]! & (1 << (job & 31))) !== 0;
}
