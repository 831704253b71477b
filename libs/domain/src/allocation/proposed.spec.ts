import fc from 'fast-check';
import type { GridNode } from '../grid';
import { judge, judgeSetpoint, type Violation } from '../safety';
import { van } from './demand.fixture';
import { depots } from './depots.fixture';
import {
  type AllocationProblem,
  type Allocator,
  emergencyAllocator,
  type FoundAmps,
  fastTick,
  firstSoundOf,
  orProposed,
  type SocketDemand,
  slicesAllocator,
  tickAllocatorWith,
  valueOfAmps,
  withFound,
} from './index';

const site = (amps: number): GridNode => ({ id: 'site', parent: null, limitKw: null, limitA: [amps, amps, amps], boundBy: 'asc' });
/** Gives the first van all and the second nothing, whatever that is worth. */
const clumsy: Allocator = {
  id: 'clumsy',
  allocate: ({ sockets }) => ({
    allocator: 'clumsy',
    sockets: sockets.map(({ id }, index) => ({ socket: id, amps: index === 0 ? 16 : 0, boundBy: 'asc', reason: '' })),
  }),
};
const question: AllocationProblem = { nodes: [site(16)], sockets: [van('a', { priority: 0.2 }), van('b', { priority: 0.9 })] };
const found: FoundAmps = { by: 'highs', amps: [0, 16], question };
const tick = firstSoundOf(tickAllocatorWith(fastTick), slicesAllocator);
const exposures = ({ sockets }: AllocationProblem, amps: readonly number[]) =>
  sockets.map(({ node, phases, reservedA }, index) => ({ node, phases, amps: reservedA ?? amps[index] ?? 0 }));
const nameOf = ({ node, kind, phase }: Violation) => `${node} ${kind} ${phase}`;
/** What breaks limits already, whatever is decided. */
const unsteerable = (problem: AllocationProblem) =>
  new Map(judge(problem.nodes, exposures(problem, [])).map((broken) => [nameOf(broken), broken.used]));
const decided = (problem: AllocationProblem, using: FoundAmps | null = found) => {
  const { allocator, sockets } = orProposed(clumsy).allocate(withFound(problem, using));
  return [allocator, ...sockets.map(({ amps }) => amps)];
};
const changed = (index: number, over: Partial<SocketDemand>): AllocationProblem => ({
  ...question,
  sockets: question.sockets.map((socket, at) => (at === index ? { ...socket, ...over } : socket)),
});

describe('amps that a solver has found beside the tick', () => {
  it('are followed where they are clearly better, and the record says who found them', () => {
    expect(decided(question)).toEqual(['proposed', 0, 16]);
    expect(withFound(question, found).proposed).toEqual({ by: 'highs', amps: [0, 16] });
    expect(decided(question, { ...found, amps: [16, 0] })).toEqual(['clumsy', 16, 0]);
    expect(decided(question, null)).toEqual(['clumsy', 16, 0]);
  });

  it('are not changed to for less than a hundredth, and not left again once they are followed', () => {
    const near = { ...question, sockets: [van('a', { priority: 0.5 }), van('b', { priority: 0.502 })] };
    expect(decided(near, { ...found, question: near })[0]).toBe('clumsy');
    const followed = { ...near, sockets: [near.sockets[0] as SocketDemand, van('b', { priority: 0.502, currentA: 16 })] };
    expect(decided(followed, { ...found, question: near })[0]).toBe('proposed');
  });

  it('are not followed where they take planned amps from one that can wait, for another to have more than its plan gives it', () => {
    const waits = { priority: 0.001, targetA: 16, takesSpare: true };
    const spare = { ...question, sockets: [van('a', waits), van('b', { priority: 0.9, targetA: 0, takesSpare: true })] };
    expect(valueOfAmps(spare, [0, 16])).toBeGreaterThan(valueOfAmps(spare, [16, 0]));
    expect(decided(spare, { by: 'highs', amps: [0, 16], question: spare })[0]).toBe('clumsy');
  });

  it('are not followed where they give nothing for nothing: in an hour in which no plan asks for amps all are spare', () => {
    const hour = { ...question, sockets: ['a', 'b'].map((id) => van(id, { targetA: 0, takesSpare: true })) };
    expect(decided(hour, { by: 'highs', amps: [0, 0], question: hour })).toEqual(['clumsy', 16, 0]);
  });

  it('are left for the amps of the tick where these give all that the plan asks for and more beside, because a limit has risen', () => {
    const sockets = [van('a', { targetA: 0, takesSpare: true }), van('b', { priority: 0.9, targetA: 16, currentA: 16, takesSpare: true })];
    const followed = { nodes: [site(16)], sockets };
    const allocate = (amps: number) =>
      orProposed(tick)
        .allocate(withFound({ ...followed, nodes: [site(amps)] }, { ...found, question: followed }))
        .sockets.map((row) => row.amps);
    expect(allocate(16)).toEqual([0, 16]);
    expect(allocate(40)[0]).toBeGreaterThan(6);
  });

  it('are not changed to where they differ by no more than the dead band, but are where somebody starts', () => {
    const three = { ...question, nodes: [site(40)], sockets: [...question.sockets, van('c', { priority: 0.9 })] };
    expect(decided(three, { by: 'highs', amps: [16, 0, 0], question: three })[0]).toBe('clumsy');
    expect(decided(three, { by: 'highs', amps: [18, 0, 0], question: three })[0]).toBe('clumsy');
    expect(decided(three, { by: 'highs', amps: [19, 0, 0], question: three })[0]).toBe('proposed');
    expect(decided(three, { by: 'highs', amps: [16, 6, 0], question: three })[0]).toBe('proposed');
  });

  it.each<[string, AllocationProblem]>([
    ['a van has gone', changed(1, { wantA: 0 })],
    [
      'a van wants more',
      { ...changed(1, { wantA: 32 }), sockets: [van('a', { priority: 0.2 }), van('b', { priority: 0.9, maxA: 40, wantA: 40 })] },
    ],
    ['the plan says otherwise', changed(0, { targetA: 16 })],
    ['another van is more urgent', changed(0, { priority: 0.3 })],
    ['a socket is lost', changed(0, { reservedA: 16 })],
    ['there is another socket', { ...question, sockets: [...question.sockets, van('c')] }],
    ['the limit has fallen', { ...question, nodes: [site(15)] }],
    ['a van should not be paused', changed(0, { currentA: 16, canPause: false })],
  ])('are an answer of yesterday when %s', (_, problem) => {
    expect(decided(problem)[0]).toBe('clumsy');
  });

  it('stay followed when one that they pause may not begin again yet', () => {
    expect(decided(changed(0, { wantA: 0 }))).toEqual(['proposed', 0, 16]);
  });

  it('are never used unsafely, never worth less than what the allocator has, and decided the same from the record', () => {
    const odd = fc.array(fc.oneof(fc.constantFrom(0, 6, 10, 16, 32), fc.integer(), fc.double()), { maxLength: 12 });
    const anyDepot = fc.boolean().chain((fresh) => depots(fresh));
    let used = 0;
    fc.assert(
      fc.property(anyDepot, fc.constantFrom(tick, emergencyAllocator), fc.option(odd, { freq: 1 }), (problem, allocator, oddAmps) => {
        const amps = oddAmps ?? slicesAllocator.allocate(problem).sockets.map((row) => row.amps);
        const asked = { ...problem, proposed: { by: 'somebody', amps } };
        const allocation = orProposed(allocator).allocate(asked);
        expect(orProposed(allocator).allocate(JSON.parse(JSON.stringify(asked)))).toEqual(allocation);
        const own = allocator.allocate(problem);
        if (allocation.allocator !== 'proposed') return void expect(allocation).toEqual(own);
        used++;
        const given = allocation.sockets.map((row) => row.amps);
        const owned = own.sockets.map((row) => row.amps);
        const planned = { ...problem, sockets: problem.sockets.map((socket) => ({ ...socket, takesSpare: false })) };
        expect(valueOfAmps(planned, given)).toBeGreaterThanOrEqual(valueOfAmps(planned, owned) - 1e-9);
        problem.sockets.forEach((socket, index) => void expect(judgeSetpoint(given[index] as number, socket)).toBeNull());
        for (const broken of judge(problem.nodes, exposures(problem, given)))
          expect(broken.used).toBeLessThanOrEqual((unsteerable(problem).get(nameOf(broken)) ?? -1) + 1e-6);
      }),
      { numRuns: 1_500 },
    );
    expect(used).toBeGreaterThan(15);
  });
});
