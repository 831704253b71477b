import fc from 'fast-check';
import type { GridNode, Phase } from '../grid';
import type { AllocationProblem, SocketDemand } from './allocator';

const phases = fc.constantFrom<Phase[]>([0], [1], [2], [0, 1, 2]);
const limitA = fc.option(fc.tuple(fc.nat(80), fc.nat(80), fc.nat(80)), { nil: null });
const limitKw = fc.option(fc.double({ min: 0, max: 60, noNaN: true }), { nil: null });

function grids(): fc.Arbitrary<GridNode[]> {
  const site = fc.record({ id: fc.constant('site'), parent: fc.constant(null), limitKw, limitA, boundBy: fc.constant('asc') });
  const feeder = (id: string) =>
    fc.record({ id: fc.constant(id), parent: fc.constantFrom('site', 'f0'), limitKw, limitA, boundBy: fc.constant(`feeder:${id}`) });
  const first = fc.record({ id: fc.constant('f0'), parent: fc.constant('site'), limitKw, limitA, boundBy: fc.constant('feeder:f0') });
  return fc.tuple(site, first, feeder('f1'), feeder('f2')).map((nodes) => nodes as GridNode[]);
}

function demands(fresh: boolean, most: number): fc.Arbitrary<SocketDemand[]> {
  const demand = fc.record({
    node: fc.constantFrom('site', 'f0', 'f1', 'f2'),
    phases,
    minA: fc.constantFrom(6, 6, 8),
    maxA: fc.constantFrom(16, 32),
    wantA: fc.constantFrom(0, 5, 6, 11, 32, 32),
    priority: fc.constantFrom(0, 0.25, 0.5, 0.75, 1),
    currentA: fresh ? fc.constant(0) : fc.constantFrom(0, 6, 9, 15, 16, 32),
    // In hundredths, as meters have it: within a rounding error of a limit the oracle and the allocator may differ.
    reservedA: fc.oneof(
      { weight: 7, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 3_200 }).map((hundredths) => hundredths / 100) },
    ),
    canPause: fc.boolean(),
    targetA: fc.constantFrom(null, null, undefined, 0, 3, 6, 10.5, 16),
    takesSpare: fc.boolean(),
    departAtMs: fc.constantFrom(null, 1e12, 2e12),
    laxityMs: fc.constantFrom(null, -60_000, 0, 3.6e6),
  });
  return fc.array(demand, { maxLength: most }).map((all) => all.map((one, index) => ({ ...one, id: `d.cp${index}.sk1` })));
}

/** Depots of four nodes with every kind of limit, some of their sockets beyond control; `fresh`: nobody charges yet. */
export const depots = (fresh: boolean, most = 12): fc.Arbitrary<AllocationProblem> =>
  fc.record({ nodes: grids(), sockets: demands(fresh, most) });
