/**
 * The oracle for horizon plans. It shares no line with the planners, not even their types. A job spreads its energy evenly over its one, two
 * or three phases; counted in sixths of a Wh that is a whole number on each, so that every limit is judged exactly.
 */
interface JudgedProblem {
  readonly slots: number;
  readonly nodes: readonly {
    readonly id: string;
    readonly parent: string | null;
    readonly capacityWh: readonly number[] | null;
    readonly softWh: readonly number[] | null;
    readonly phaseWh: readonly [readonly number[], readonly number[], readonly number[]] | null;
  }[];
  readonly jobs: readonly {
    readonly id: string;
    readonly node: string;
    readonly phases: readonly (0 | 1 | 2)[];
    readonly fromSlot: number;
    readonly untilSlot: number;
    readonly neededWh: number;
    readonly maxWh: number;
  }[];
  readonly pricePerKwh: readonly number[];
}

interface JudgedPlan {
  readonly wh: Int32Array;
  readonly unmetWh: readonly number[];
  readonly softBreachWh: number;
  readonly cost: number;
}

/** One thing that is not as it must be: who (a job's or node's id, or 'plan'), in which slot, what, how much and what was allowed. */
export interface PlanViolation {
  readonly of: string;
  readonly kind: 'shape' | 'window' | 'rate' | 'need' | 'place' | 'capacity' | 'phase' | 'claim';
  readonly slot: number | null;
  readonly used: number;
  readonly limit: number;
}

const SIXTHS = 6;
/** Of the cost alone, which is a sum of doubles. */
const ROUNDING = 1e-9;

/** Everything a plan does that it must not, and everything it says of itself that is not so; none when it is sound. */
export function judgePlan(problem: JudgedProblem, plan: JudgedPlan): PlanViolation[] {
  const figures = problem.jobs.length * problem.slots;
  if (plan.wh.length !== figures) return [{ of: 'plan', kind: 'shape', slot: null, used: plan.wh.length, limit: figures }];
  return [...jobViolations(problem, plan), ...nodeViolations(problem, plan), ...claimViolations(problem, plan)];
}

function jobViolations({ jobs, slots }: JudgedProblem, { wh }: JudgedPlan): PlanViolation[] {
  const found: PlanViolation[] = [];
  for (const [index, job] of jobs.entries()) {
    let total = 0;
    for (let slot = 0; slot < slots; slot++) {
      const used = wh[index * slots + slot] as number;
      total += used;
      const isIn = slot >= job.fromSlot && slot < job.untilSlot;
      if (!isIn && used !== 0) found.push({ of: job.id, kind: 'window', slot, used, limit: 0 });
      else if (used < 0 || used > job.maxWh) found.push({ of: job.id, kind: 'rate', slot, used, limit: job.maxWh });
    }
    if (total > job.neededWh) found.push({ of: job.id, kind: 'need', slot: null, used: total, limit: job.neededWh });
  }
  return found;
}

function nodeViolations(problem: JudgedProblem, plan: JudgedPlan): PlanViolation[] {
  const { loads, misplaced } = loadsOf(problem, plan);
  const found: PlanViolation[] = misplaced.map((id) => ({ of: id, kind: 'place', slot: null, used: 1, limit: 0 }));
  for (const node of problem.nodes) {
    const load = loads.get(node.id);
    if (!load) continue;
    for (let slot = 0; slot < problem.slots; slot++) {
      const check = (kind: 'capacity' | 'phase', sixths: number, limitWh: number) => {
        // Written so that a limit that is no number allows nothing.
        if (sixths > 0 && !(sixths <= limitWh * SIXTHS)) found.push({ of: node.id, kind, slot, used: sixths / SIXTHS, limit: limitWh });
      };
      if (node.capacityWh) check('capacity', load.all[slot] as number, node.capacityWh[slot] as number);
      if (node.phaseWh)
        for (const phase of [0, 1, 2] as const) check('phase', load[phase][slot] as number, node.phaseWh[phase][slot] as number);
    }
  }
  return found;
}

type Load = Record<'all' | 0 | 1 | 2, Float64Array>;

/** In sixths of a Wh, by node; and the jobs that charge at no node on a way to a root. */
function loadsOf({ nodes, jobs, slots }: JudgedProblem, { wh }: JudgedPlan): { loads: Map<string, Load>; misplaced: string[] } {
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  const row = () => new Float64Array(slots);
  const loads = new Map<string, Load>(nodes.map(({ id }) => [id, { all: row(), 0: row(), 1: row(), 2: row() }]));
  const misplaced: string[] = [];
  for (const [index, job] of jobs.entries()) {
    const own = wh.subarray(index * slots, (index + 1) * slots);
    if (own.every((used) => used === 0)) continue;
    let id: string | null | undefined = job.node;
    for (let steps = 0; typeof id === 'string' && steps <= nodes.length; steps++) {
      const load = loads.get(id);
      for (let slot = 0; load && slot < slots; slot++) {
        const sixths = (own[slot] as number) * SIXTHS;
        if (sixths === 0) continue;
        load.all[slot] = (load.all[slot] as number) + sixths;
        for (const phase of job.phases) load[phase][slot] = (load[phase][slot] as number) + sixths / job.phases.length;
      }
      id = parents.get(id);
    }
    if (id !== null) misplaced.push(job.id);
  }
  return { loads, misplaced };
}

/** What the plan says it leaves unmet, breaches and costs. */
function claimViolations(problem: JudgedProblem, plan: JudgedPlan): PlanViolation[] {
  const { jobs, slots, nodes, pricePerKwh } = problem;
  const found: PlanViolation[] = [];
  const claim = (of: string, claimed: number, truly: number, tolerance: number) => {
    if (!(Math.abs(claimed - truly) <= tolerance)) found.push({ of, kind: 'claim', slot: null, used: claimed, limit: truly });
  };
  let cost = 0;
  for (const [index, job] of jobs.entries()) {
    let total = 0;
    for (let slot = 0; slot < slots; slot++) {
      const used = plan.wh[index * slots + slot] as number;
      total += used;
      if (used !== 0) cost += (used * (pricePerKwh[slot] as number)) / 1000;
    }
    claim(job.id, plan.unmetWh[index] ?? Number.NaN, job.neededWh - total, 0);
  }
  let breach = 0;
  const { loads } = loadsOf(problem, plan);
  for (const { id, softWh } of nodes)
    for (let slot = 0; softWh && slot < slots; slot++)
      breach += Math.max(0, ((loads.get(id) as Load).all[slot] as number) / SIXTHS - (softWh[slot] as number));
  claim('breach', plan.softBreachWh, breach, 0);
  claim('cost', plan.cost, cost, ROUNDING * Math.max(1, Math.abs(cost)));
  return found;
}
