import fc from 'fast-check';
import solver from 'javascript-lp-solver';
import { judge, type Violation } from '../safety';
import { van } from './demand.fixture';
import { depots } from './depots.fixture';
import {
  type AllocationProblem,
  decideWithin,
  emergencyAllocator,
  faultIn,
  fullTick,
  type SocketDemand,
  tickAllocator,
  tickAllocatorWith,
  valueOfAmps,
  weightOf,
  withNotes,
} from './index';

const exactly = tickAllocatorWith({ ...fullTick, deadBandA: 0, planDeadBandA: 0 });
const site = (a: number) => ({ id: 'site', parent: null, limitKw: null, limitA: [a, a, a] as [number, number, number], boundBy: 'asc' });
const f2 = (a: number) => ({ ...site(a), id: 'f2', parent: 'site', boundBy: 'feeder:f2' });
const of = (problem: AllocationProblem) => tickAllocator.allocate(problem).sockets;
const ampsOf = (problem: AllocationProblem) => of(problem).map(({ amps }) => amps);
const after = (problem: AllocationProblem, amps: readonly number[]): AllocationProblem => ({
  ...problem,
  sockets: problem.sockets.map((socket, index) => ({ ...socket, currentA: amps[index] as number })),
});
const allPausable = (problem: AllocationProblem): AllocationProblem => ({
  ...problem,
  sockets: problem.sockets.map((socket) => ({ ...socket, canPause: true })),
});
const exposuresOf = ({ sockets }: AllocationProblem, amps: readonly number[]) =>
  sockets.map(({ node, phases, reservedA }, index) => ({ node, phases, amps: reservedA ?? (amps[index] as number) }));
const limitOf = ({ node, kind, phase }: Violation) => `${node} ${kind} ${phase}`;
/** Every random depot of these laws holds for one property. */
const always = (law: (problem: AllocationProblem) => void) => fc.assert(fc.property(depots(false), law), { numRuns: 300 });

/** What amps in fractions, from 0 up, could be worth: no allocator can be better. Root and feeders of amps on one phase. */
function lpBound(problem: AllocationProblem): number {
  const variables: Record<string, Record<string, number>> = {};
  const constraints: Record<string, { max: number }> = {};
  for (const node of problem.nodes) constraints[node.id] = { max: node.limitA?.[0] ?? 1e4 };
  for (const socket of problem.sockets) {
    const above = socket.node === 'site' ? ['site'] : [socket.node, 'site'];
    variables[socket.id] = { worth: weightOf(socket), [socket.id]: 1, ...Object.fromEntries(above.map((id) => [id, 1])) };
    constraints[socket.id] = { max: socket.wantA };
  }
  const { result } = solver.Solve({ optimize: 'worth', opType: 'max', constraints, variables }) as unknown as { result: number };
  return result;
}

describe('a tick', () => {
  it('T1 T2 gives 0 A or whole amps from least to most, and keeps every limit of node and phase beside what is reserved', () => {
    always((problem) => expect(faultIn(problem, tickAllocator.allocate(problem))).toBeNull());
  });

  it('T3 is never worth less than what the emergency pass leaves', () => {
    always((any) => {
      const problem = allPausable(any);
      const left = emergencyAllocator.allocate(problem).sockets.map(({ amps }) => amps);
      expect(valueOfAmps(problem, ampsOf(problem))).toBeGreaterThanOrEqual(valueOfAmps(problem, left) - 1e-9);
    });
  });

  it('T4 is at most what fractions could be worth and, on one phase, within one 6 A step of it for each full node', () => {
    const vans = fc.array(
      fc.record({
        node: fc.constantFrom('site', 'f2'),
        priority: fc.integer({ min: 1, max: 1_000 }),
        wantA: fc.integer({ min: 6, max: 32 }),
      }),
      { maxLength: 12 },
    );
    const one = fc.record({ vans, siteA: fc.nat(150), feederA: fc.nat(90) });
    fc.assert(
      fc.property(one, ({ vans: some, siteA, feederA }) => {
        const sockets = some.map((over, index) => van(`v${index}`, { ...over, priority: over.priority / 1_000 }));
        const problem = { nodes: [site(siteA), f2(feederA)], sockets };
        const worth = valueOfAmps(
          problem,
          exactly.allocate(problem).sockets.map(({ amps }) => amps),
        );
        const bound = lpBound(problem);
        const dearest = Math.max(0, ...sockets.map(weightOf));
        expect(worth).toBeLessThanOrEqual(bound + 1e-6);
        expect(worth).toBeGreaterThanOrEqual(bound - problem.nodes.length * 5 * dearest - 1e-6);
      }),
      { numRuns: 300 },
    );
  });

  it('T5 leaves no amp, and no start, that would fit', () => {
    always((problem) => {
      const amps = exactly.allocate(problem).sockets.map((row) => row.amps);
      const before = judge(problem.nodes, exposuresOf(problem, amps));
      for (const [index, socket] of problem.sockets.entries()) {
        const mostA = Math.floor(Math.min(socket.maxA, socket.wantA));
        const next = amps[index] === 0 ? socket.minA : (amps[index] as number) + 1;
        const helps = next <= (socket.takesSpare ? mostA : Math.min(mostA, Math.ceil(socket.targetA ?? mostA)));
        if (socket.reservedA !== null || !helps) continue;
        const then = judge(problem.nodes, exposuresOf(problem, amps.with(index, next)));
        expect(then.some((now) => !before.some((old) => limitOf(old) === limitOf(now) && old.used >= now.used))).toBe(true);
      }
    });
  });

  it('T6 counts what cannot be steered at its worst', () => {
    expect(ampsOf({ nodes: [site(40)], sockets: [van('lost', { reservedA: 32, currentA: 16, priority: 1 }), van('a')] })).toEqual([16, 8]);
  });

  it('T7 answers while the limits fall to nothing', () => {
    always((problem) => {
      const nodes = problem.nodes.map((node) => ({ ...node, limitKw: 0, limitA: [0, 0, 0] as [number, number, number] }));
      for (const row of of({ ...problem, nodes })) {
        expect(problem.sockets.find(({ id }) => id === row.socket)?.reservedA === null ? row.amps : 0).toBe(0);
      }
    });
  });

  it('T8 sees no reason to change its own decision', () => {
    always((problem) => {
      const first = ampsOf(problem);
      expect(ampsOf(after(problem, first))).toEqual(first);
    });
  });

  it('T9 keeps setpoints within the dead band, yet never over a limit', () => {
    const sockets = [van('a', { currentA: 10, priority: 0.9, targetA: 12 }), van('b', { currentA: 11, targetA: 9 })];
    expect(ampsOf({ nodes: [site(21)], sockets })).toEqual([10, 11]);
    expect(ampsOf({ nodes: [site(20)], sockets })).toEqual([10, 8]);
    always((problem) => {
      const wide = tickAllocatorWith({ ...fullTick, deadBandA: 9, planDeadBandA: 9 });
      expect(faultIn(problem, wide.allocate(problem))).toBeNull();
    });
  });

  it('T10 has an answer to no amps, 5 A, less than nothing, and everybody on L1', () => {
    const all = Array.from({ length: 5 }, (_, index) => van(`v${index}`));
    expect(ampsOf({ nodes: [site(0)], sockets: all })).toEqual([0, 0, 0, 0, 0]);
    expect(ampsOf({ nodes: [site(5)], sockets: all })).toEqual([0, 0, 0, 0, 0]);
    expect(ampsOf({ nodes: [site(-5)], sockets: all })).toEqual([0, 0, 0, 0, 0]);
    expect(ampsOf({ nodes: [site(17)], sockets: all }).reduce((sum, amps) => sum + amps, 0)).toBe(17);
    expect(ampsOf({ nodes: [site(17)], sockets: [] })).toEqual([]);
  });

  it('gives a van what the plan gives it, and more only to who takes what is spare', () => {
    const sockets = [van('a', { targetA: 10 }), van('b', { targetA: 0 }), van('c', { targetA: 8, takesSpare: true })];
    expect(of({ nodes: [site(60)], sockets })).toMatchObject([
      { amps: 10, boundBy: 'plan', reason: 'charging at the 10 A that the plan gives it' },
      { amps: 0, boundBy: 'plan', reason: 'waiting: the plan charges it later' },
      { amps: 32, boundBy: 'socket', reason: 'charging at its full rate' },
    ]);
  });

  it('names the limit that binds, and adds what the plan knows', () => {
    const sockets = [van('a', { node: 'f2', priority: 0.9 }), van('b', { node: 'f2', priority: 0.1 })];
    const allocation = tickAllocator.allocate({ nodes: [site(60), f2(11)], sockets });
    const told = withNotes(allocation, new Map([['b', { until: '21:15', facts: 'leaves 06:30, needs 11 kWh' }]]));
    expect(told.sockets.map(({ reason }) => reason)).toEqual([
      'held to 11 A by feeder f2',
      'waiting: feeder f2 is full until 21:15; leaves 06:30, needs 11 kWh',
    ]);
  });

  it('buys the 6 A of a start from those whose amps are worth less', () => {
    const sockets = [van('urgent', { priority: 0.9, wantA: 16 }), van('next', { priority: 0.8 })];
    expect(ampsOf({ nodes: [site(20)], sockets })).toEqual([14, 6]);
    const far = [van('urgent', { priority: 0.9, wantA: 16 }), van('last', { priority: 0.1 })];
    expect(ampsOf({ nodes: [site(20)], sockets: far })).toEqual([16, 0]);
  });
});

describe('an emergency', () => {
  const cutTo = (problem: AllocationProblem) => emergencyAllocator.allocate(problem).sockets;

  it('leaves all as it is where no limit is broken', () => {
    expect(cutTo({ nodes: [site(40)], sockets: [van('a', { currentA: 16 }), van('b')] })).toMatchObject([
      { amps: 16, reason: 'stays at 16 A: nothing is raised in an emergency' },
      { amps: 0, reason: 'waiting: nothing is started in an emergency' },
    ]);
  });

  it('cuts the least urgent to its least, and only then to nothing', () => {
    const sockets = [van('late', { currentA: 16, priority: 0.9 }), van('early', { currentA: 16, priority: 0.1 })];
    const amps = (limitA: number) => cutTo({ nodes: [site(limitA)], sockets }).map((row) => row.amps);
    expect([amps(26), amps(20), amps(11), amps(5)]).toEqual([
      [16, 10],
      [14, 6],
      [6, 0],
      [0, 0],
    ]);
  });
});

describe('a decision', () => {
  it('is the first that the oracle finds sound, and says why others are not', () => {
    const greedy = { id: 'greedy', allocate: ({ sockets }: AllocationProblem) => ({ allocator: 'greedy', sockets: sockets.map(full) }) };
    const full = ({ id }: SocketDemand) => ({ socket: id, amps: 32, boundBy: 'socket', reason: 'all it can' });
    const broken = {
      id: 'broken',
      allocate: () => {
        throw new Error('out of memory');
      },
    };
    const problem = { nodes: [site(20)], sockets: [van('a', { currentA: 10 })] };
    const decision = decideWithin([broken, greedy, tickAllocator], problem);
    expect(decision.allocation).toMatchObject({ allocator: 'tick', sockets: [{ amps: 20 }] });
    expect(decision.rejected).toEqual([
      { allocator: 'broken', why: 'failed: out of memory' },
      { allocator: 'greedy', why: 'site L1 at 32.0 of 20' },
    ]);
    expect(decideWithin([broken], problem).allocation).toMatchObject({ allocator: 'emergency', sockets: [{ amps: 10 }] });
  });
});
