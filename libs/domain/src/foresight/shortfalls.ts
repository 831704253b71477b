import type { HorizonJob, HorizonNode, HorizonPlan, HorizonProblem } from '../plan';
import { localTimeOf } from '../time';
import type { Foresight } from './horizon-problem-of';
import { jobsAtSockets } from './jobs-at-sockets';
import { foresightSettings } from './settings';
import { kwOfWh } from './slots';

/** A van that will leave without all that it needs. */
export interface Shortfall {
  readonly vehicle: string | null;
  readonly socket: string;
  readonly kwh: number;
  readonly departAtMs: number | null;
  /** What would mend it, in an operator's words. */
  readonly remedy: string;
}

/** A limit with less than this share of a slot left is full. */
const FULL_SHARE = 0.02;
const HOUR_MS = 3_600_000;

/** Every van here that the plan cannot serve whole, the worst first. */
export function shortfallsOf(foresight: Foresight, plan: HorizonPlan, zone: string, { shortKwh } = foresightSettings): Shortfall[] {
  return jobsAtSockets(foresight, plan)
    .flatMap(({ socket, parts }) => {
      const kwh = Math.round(parts.reduce((sum, { unmetWh }) => sum + unmetWh, 0) / 100) / 10;
      if (kwh < shortKwh) return [];
      const { vehicle, departAtMs } = parts[0].of;
      const untilSlot = Math.max(...parts.map(({ job }) => job.untilSlot));
      return [
        { vehicle, socket, kwh, departAtMs, remedy: remedyOf(foresight, plan, { ...parts[0].job, untilSlot }, departAtMs, kwh, zone) },
      ];
    })
    .sort((a, b) => b.kwh - a.kwh || (a.socket < b.socket ? -1 : 1));
}

/** @param charge all of the van's charge as if it were one job. */
function remedyOf(
  { problem, slots }: Foresight,
  plan: HorizonPlan,
  charge: HorizonJob,
  departAtMs: number | null,
  kwh: number,
  zone: string,
): string {
  const mostKw = kwOfWh(slots, charge.maxWh);
  const later = `leaving ${Math.max(5, Math.ceil(((kwh / mostKw) * 60) / 5) * 5)} minutes later`;
  const lacking = departAtMs === null ? `will be ${kwh} kWh short` : `leaves ${localTimeOf(departAtMs, zone)} ${kwh} kWh short`;
  const node = fullestNode(problem, plan, charge);
  if (node === null) return `${lacking}; it takes no more than ${toTenth(mostKw)} kW, so only ${later} would mend it`;
  const hours = ((charge.untilSlot - charge.fromSlot) * slots.slotMs) / HOUR_MS;
  const extraKw = Math.max(0.5, Math.ceil((kwh / hours) * 2) / 2);
  const where = node.parent === null ? `connection ${node.id}` : `feeder ${node.id}`;
  return `${lacking}; ${extraKw} kW more on ${where} before then, or ${later}, would mend it`;
}

const toTenth = (kw: number): number => Math.round(kw * 10) / 10;

/** Of the places that current to this van goes through, the one that is full in most slots of its window; null: none ever is. */
function fullestNode(problem: HorizonProblem, plan: HorizonPlan, job: HorizonJob): HorizonNode | null {
  let fullest: { node: HorizonNode; slots: number } | null = null;
  const byId = new Map(problem.nodes.map((node) => [node.id, node]));
  for (let node = byId.get(job.node); node; node = node.parent === null ? undefined : byId.get(node.parent)) {
    // Its own socket holds it no lower than its charger does.
    if (node.id === job.id) continue;
    const slots = slotsFull(problem, plan, node, byId, job);
    if (slots > 0 && slots >= (fullest?.slots ?? 0)) fullest = { node, slots };
  }
  return fullest?.node ?? null;
}

function slotsFull(
  problem: HorizonProblem,
  plan: HorizonPlan,
  node: HorizonNode,
  byId: ReadonlyMap<string, HorizonNode>,
  job: HorizonJob,
): number {
  const below = problem.jobs.map((other) => isBelow(other.node, node.id, byId));
  let count = 0;
  for (let slot = job.fromSlot; slot < job.untilSlot; slot++) {
    const load = [0, 0, 0];
    problem.jobs.forEach((other, at) => {
      if (!below[at]) return;
      const wh = plan.wh[at * problem.slots + slot] ?? 0;
      for (const phase of other.phases) load[phase] = (load[phase] as number) + wh / other.phases.length;
    });
    const total = load.reduce((sum, wh) => sum + wh, 0);
    const capacity = node.capacityWh?.[slot] ?? Number.POSITIVE_INFINITY;
    const isPhaseFull =
      node.phaseWh !== null && job.phases.some((phase) => (load[phase] as number) >= (node.phaseWh?.[phase][slot] ?? 0) * (1 - FULL_SHARE));
    if (isPhaseFull || total >= capacity * (1 - FULL_SHARE)) count++;
  }
  return count;
}

function isBelow(node: string, above: string, byId: ReadonlyMap<string, HorizonNode>): boolean {
  for (let id: string | null = node; id !== null; id = byId.get(id)?.parent ?? null) if (id === above) return true;
  return false;
}
