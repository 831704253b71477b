// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import type { HorizonJob, HorizonNode, HorizonProblem } from '../horizon-problem';
import type { GridOrder } from './grid-order';
import { NO_LIMIT_WH } from './tree';

/** What is asked of the nodes at most, by their place in the order. */
export interface Asked {
  readonly jobsBelow: Int32Array;
  /** Whether all jobs below charge on three phases. */
  readonly onThree: Uint8Array;
  /** Whether the jobs below could ever take more than the node's own limit. */
  readonly canBind: Uint8Array;
  /** The most that the jobs below each root can take, slot by slot; by place of the root. */
  readonly rootWh: Map<number, Float64Array>;
}

/** From the leaves up: what jobs and lower limits together could draw at each node, so that nodes that never bind need no thought. */
export function askedWh({ nodes, jobs, slots }: HorizonProblem, { nodeAt, parentPlace, level, firstJob, nextJob }: GridOrder): Asked {
  const jobsBelow = new Int32Array(nodeAt.length);
  const onThree = new Uint8Array(nodeAt.length).fill(1);
  const canBind = new Uint8Array(nodeAt.length);
  const rootWh = new Map<number, Float64Array>();
  const loads: Load[] = [];
  const loadAt = (depth: number) => {
    loads[depth] ??= emptyLoad(slots);
    return loads[depth];
  };
  for (let place = nodeAt.length - 1; place >= 0; place--) {
    const depth = level[place]!;
    const below = loadAt(depth + 1);
    for (let j = firstJob[place]!; j >= 0; j = nextJob[j]!) {
      addJob(below, jobs[j]!, slots);
      jobsBelow[place]!++;
      if (jobs[j]!.phases.length < 3) onThree[place] = 0;
    }
    const into = depth === 0 ? emptyLoad(slots) : loadAt(depth);
    if (passOn(below, nodes[nodeAt[place]!]!, onThree[place] === 1, into)) canBind[place] = 1;
    if (depth === 0) rootWh.set(place, into.wh);
    else {
      jobsBelow[parentPlace[place]!]! += jobsBelow[place]!;
      onThree[parentPlace[place]!]! &= onThree[place]!;
    }
  }
  return { jobsBelow, onThree, canBind, rootWh };
}

/** Wh by slot; none outside from..until. */
interface Load {
  readonly wh: Float64Array;
  from: number;
  until: number;
}

function emptyLoad(slots: number): Load {
  return { wh: new Float64Array(slots), from: slots, until: 0 };
}

function addJob(load: Load, job: HorizonJob, slots: number): void {
  const most = Math.min(job.maxWh, job.neededWh);
  const from = Math.max(0, job.fromSlot);
  const until = Math.min(slots, job.untilSlot);
  for (let slot = from; slot < until; slot++) load.wh[slot]! += most;
  if (from < load.from) load.from = from;
  if (until > load.until) load.until = until;
}

/** Adds to a load what a node lets through of the load below it, which is emptied. Whether a limit of the node was in the way. */
function passOn(below: Load, node: HorizonNode, onThree: boolean, into: Load): boolean {
  const limits = limitsWh(node, onThree);
  const { softWh } = node;
  let binds = false;
  for (let slot = below.from; slot < below.until; slot++) {
    const wh = below.wh[slot]!;
    const fits = limits === null || limits[slot]! >= wh;
    if (!fits || (softWh !== null && !(softWh[slot]! >= wh))) binds = true;
    into.wh[slot]! += fits ? wh : wholeWh(limits[slot]!);
    below.wh[slot] = 0;
  }
  if (below.from < into.from) into.from = below.from;
  if (below.until > into.until) into.until = below.until;
  below.from = below.wh.length;
  below.until = 0;
  return binds;
}

/** By slot; null: no limit. Where all below charge on three phases, three times the weakest phase is one; elsewhere phases cannot bind (supportsFlow sees to it). */
export function limitsWh({ capacityWh, phaseWh }: HorizonNode, onThree: boolean): readonly number[] | null {
  if (phaseWh === null || !onThree) return capacityWh;
  const [l1, l2, l3] = phaseWh;
  return l1.map((wh, slot) => Math.min(capacityWh?.[slot] ?? NO_LIMIT_WH, 3 * Math.min(wh, l2[slot]!, l3[slot]!)));
}

/** What is no number allows nothing. */
export function wholeWh(wh: number): number {
  return wh >= 0 ? Math.min(NO_LIMIT_WH, Math.floor(wh)) : 0;
}
