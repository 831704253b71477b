import type { HorizonProblem } from './horizon-problem';

/** Sixths of a Wh: one, two or three phases each carry a whole number of them. */
const SIXTHS = 6;

/** Gives what rounding has left to whoever still lacks it, first by priority, where it fits without moving anybody and breaks no limit, soft ones included. */
export function topUp(problem: HorizonProblem, wh: Int32Array): void {
  const { jobs, slots } = problem;
  const rows = limitRows(problem);
  const shares = jobs.map((job) => sharesOf(problem, rows, job));
  const at = (j: number, slot: number) => wh[j * slots + slot] ?? 0;
  jobs.forEach((job, j) => {
    for (let slot = job.fromSlot; slot < job.untilSlot; slot++)
      for (const [row, sixths] of shares[j] ?? []) row[slot] = (row[slot] ?? 0) - at(j, slot) * sixths;
  });
  const byPriority = [...jobs.keys()].sort((a, b) => (jobs[b]?.priority ?? 0) - (jobs[a]?.priority ?? 0));
  for (const j of byPriority) {
    const job = jobs[j];
    if (!job) continue;
    let lacksWh = job.neededWh;
    for (let slot = job.fromSlot; slot < job.untilSlot; slot++) lacksWh -= at(j, slot);
    for (let slot = job.fromSlot; slot < job.untilSlot && lacksWh > 0; slot++) {
      let more = Math.min(lacksWh, job.maxWh - at(j, slot));
      for (const [row, sixths] of shares[j] ?? []) more = Math.min(more, Math.floor((row[slot] ?? 0) / sixths));
      if (more <= 0) continue;
      wh[j * slots + slot] = at(j, slot) + more;
      lacksWh -= more;
      for (const [row, sixths] of shares[j] ?? []) row[slot] = (row[slot] ?? 0) - more * sixths;
    }
  }
}

type LimitRows = Map<string, { readonly all: Float64Array[]; readonly phase: readonly [Float64Array, Float64Array, Float64Array] | null }>;

/** What each limit leaves, in sixths of a Wh. */
function limitRows({ nodes }: HorizonProblem): LimitRows {
  const row = (whs: readonly number[]) => Float64Array.from(whs, (one) => one * SIXTHS);
  return new Map(
    nodes.map(({ id, capacityWh, softWh, phaseWh }) => {
      const all = [capacityWh, softWh].filter((limit) => limit !== null).map(row);
      return [id, { all, phase: phaseWh && [row(phaseWh[0]), row(phaseWh[1]), row(phaseWh[2])] }];
    }),
  );
}

/** The limits a Wh of the job counts against, each with its sixths. */
function sharesOf(
  { nodes }: HorizonProblem,
  rows: LimitRows,
  { node: id, phases }: HorizonProblem['jobs'][number],
): [Float64Array, number][] {
  const parents = new Map(nodes.map((node) => [node.id, node.parent]));
  const shares: [Float64Array, number][] = [];
  for (let above: string | null | undefined = id; above; above = parents.get(above)) {
    const limits = rows.get(above);
    for (const row of limits?.all ?? []) shares.push([row, SIXTHS]);
    if (limits?.phase) for (const phase of phases) shares.push([limits.phase[phase], SIXTHS / phases.length]);
  }
  return shares;
}
