import fc from 'fast-check';
import type { HorizonPlan } from './horizon-plan';
import type { HorizonJob, HorizonNode, HorizonProblem } from './horizon-problem';

/** What random problems may have. */
export interface Kind {
  readonly jobs: number;
  readonly slots: number;
  readonly soft?: boolean;
  /** No two priorities are the same, so that only one set of served energies is best. */
  readonly distinct?: boolean;
  /** At what a problem's figures are whole multiples of, Wh. */
  readonly stepWh?: number;
}

const NODES = ['site', 'f0', 'f1', 'cp0', 'other'] as const;
const PARENTS: Record<(typeof NODES)[number], string | null> = { site: null, f0: 'site', f1: 'site', cp0: 'f0', other: null };

/** Small depots with two roots, three levels and figures so coarse that limits, needs and prices often tie; they shrink to plain ones. */
export function problems({ jobs, slots: most, soft = false, distinct = false, stepWh = 10 }: Kind): fc.Arbitrary<HorizonProblem> {
  return fc.integer({ min: 1, max: most }).chain((slots) => {
    const row = (max: number) => fc.array(fc.nat(max), { minLength: slots, maxLength: slots });
    const wh = (max: number) => row(max).map((figures) => figures.map((figure) => figure * stepWh));
    const node = (id: (typeof NODES)[number]): fc.Arbitrary<HorizonNode> =>
      fc.record({
        id: fc.constant(id),
        parent: fc.constant(PARENTS[id]),
        capacityWh: fc.option(wh(12), { nil: null, freq: 4 }),
        softWh: soft && PARENTS[id] === null ? fc.option(wh(8), { nil: null }) : fc.constant(null),
        phaseWh: fc.constant(null),
      });
    const job = fc
      .record({
        node: fc.constantFrom(...NODES),
        from: fc.nat(slots - 1),
        stay: fc.integer({ min: 1, max: slots }),
        needed: fc.nat(24),
        most: fc.nat(8),
        rank: fc.integer({ min: 1, max: 5 }),
        isCharging: fc.boolean(),
      })
      .map(({ from, stay, needed, most: atMost, rank, ...rest }): Omit<HorizonJob, 'id'> => {
        const untilSlot = Math.min(slots, from + stay);
        return {
          ...rest,
          phases: [0, 1, 2],
          fromSlot: from,
          untilSlot,
          neededWh: needed * stepWh,
          maxWh: atMost * stepWh,
          priority: rank / 5,
        };
      });
    return fc.record({
      slots: fc.constant(slots),
      slotMinutes: fc.constant(15),
      nodes: fc.tuple(...NODES.map(node)).map((nodes) => [...nodes]),
      jobs: fc
        .array(job, { maxLength: jobs })
        .map((all) =>
          all.map((one, index) => ({ ...one, id: `j${index}`, priority: distinct ? one.priority + index / 100 : one.priority })),
        ),
      pricePerKwh: row(4).map((prices) => prices.map((price) => price / 10)),
    });
  });
}

/** kWh that a plan leaves unmet, weighted by priority. */
export function weightedUnmetKwh({ jobs }: HorizonProblem, { unmetWh }: HorizonPlan): number {
  return unmetWh.reduce((sum, wh, job) => sum + (wh * (jobs[job]?.priority ?? 0)) / 1000, 0);
}

/** Σ Wh × slot: what 'as early as possible' makes least. */
export function latenessWhSlots({ slots }: HorizonProblem, { wh }: HorizonPlan): number {
  return wh.reduce((sum, one, at) => sum + one * (at % slots), 0);
}
