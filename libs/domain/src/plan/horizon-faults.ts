import type { HorizonJob, HorizonNode, HorizonProblem } from './horizon-problem';

/** Sums of a thousand such jobs are still exact, and no depot takes a gigawatt-hour in one slot. */
const MOST_WH = 1_000_000_000;

/** What is wrong with a problem, one plain sentence a fault; empty: every planner can be asked. No sockets and no capacity are no faults. */
export function horizonFaults(problem: HorizonProblem): string[] {
  const { slots, slotMinutes, nodes, jobs, pricePerKwh, classWidth = 0 } = problem;
  if (!Number.isInteger(slots) || slots < 1) return [`there are ${slots} slots; at least one is needed`];
  const faults: string[] = [];
  if (!(slotMinutes > 0)) faults.push(`a slot of ${slotMinutes} minutes is none`);
  if (!(classWidth >= 0 && classWidth < Number.POSITIVE_INFINITY)) faults.push(`a class of priorities cannot be ${classWidth} wide`);
  faults.push(...rowFaults('the price', pricePerKwh, slots, Number.isFinite, 'a number'));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  faults.push(...repeated(nodes, 'node'), ...repeated(jobs, 'job'));
  for (const node of nodes) faults.push(...nodeFaults(node, byId, slots));
  for (const job of jobs) faults.push(...jobFaults(job, byId, slots));
  return faults;
}

function repeated(all: readonly { readonly id: string }[], what: string): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { id } of all) if (seen.size === seen.add(id).size) twice.add(id);
  return [...twice].map((id) => `'${id}' is the id of more than one ${what}`);
}

function nodeFaults(node: HorizonNode, byId: ReadonlyMap<string, HorizonNode>, slots: number): string[] {
  const faults: string[] = [];
  if (node.parent !== null && !byId.has(node.parent)) faults.push(`'${node.id}' is fed from '${node.parent}', which does not exist`);
  else if (isFedFromItself(node, byId)) faults.push(`'${node.id}' is fed from itself`);
  const wh = (what: string, row: readonly number[]) => rowFaults(`${what} of '${node.id}'`, row, slots, isWh, 'whole Wh from 0 up');
  if (node.capacityWh) faults.push(...wh('the capacity', node.capacityWh));
  if (node.softWh) faults.push(...wh('the soft capacity', node.softWh));
  if (node.phaseWh && node.phaseWh.length !== 3) faults.push(`'${node.id}' has limits for ${node.phaseWh.length} phases, not 3`);
  else node.phaseWh?.forEach((row, phase) => void faults.push(...wh(`the limit on L${phase + 1}`, row)));
  return faults;
}

function isFedFromItself(node: HorizonNode, byId: ReadonlyMap<string, HorizonNode>): boolean {
  let above: HorizonNode | undefined = node;
  for (let steps = 0; above !== undefined && steps <= byId.size; steps++) {
    above = above.parent === null ? undefined : byId.get(above.parent);
    if (above === node) return true;
  }
  return false;
}

function jobFaults(job: HorizonJob, byId: ReadonlyMap<string, HorizonNode>, slots: number): string[] {
  const faults: string[] = [];
  const is = (fault: string) => faults.push(`job '${job.id}' ${fault}`);
  if (!byId.has(job.node)) is(`hangs on '${job.node}', which does not exist`);
  const { fromSlot, untilSlot } = job;
  if (!Number.isInteger(fromSlot) || !Number.isInteger(untilSlot)) is(`stays from slot ${fromSlot} to ${untilSlot}`);
  else if (fromSlot < 0 || untilSlot > slots) is(`stays from slot ${fromSlot} to ${untilSlot}, of ${slots}`);
  else if (untilSlot <= fromSlot) is('leaves before it comes');
  if (!isWh(job.neededWh)) is(`needs ${job.neededWh} Wh; whole Wh from 0 up are needed`);
  if (!isWh(job.maxWh)) is(`takes at most ${job.maxWh} Wh a slot; whole Wh from 0 up are needed`);
  if (!(job.priority > 0 && job.priority < Number.POSITIVE_INFINITY)) is(`has the priority ${job.priority}; it must be above 0`);
  const { phases } = job;
  if (phases.length === 0 || new Set(phases).size < phases.length || phases.some((phase) => ![0, 1, 2].includes(phase)))
    is(`is on phases [${phases.join(', ')}]; one to three of 0, 1, 2 are needed`);
  return faults;
}

const isWh = (wh: number) => Number.isInteger(wh) && wh >= 0 && wh <= MOST_WH;

/** One line for a row, however many of its figures are wrong. */
function rowFaults(what: string, row: readonly number[], slots: number, isRight: (figure: number) => boolean, wanted: string): string[] {
  if (row.length !== slots) return [`${what} has ${row.length} figures for ${slots} slots`];
  const wrong = row.findIndex((figure) => !isRight(figure));
  return wrong < 0 ? [] : [`${what} is ${row[wrong]} in slot ${wrong}, not ${wanted}`];
}
