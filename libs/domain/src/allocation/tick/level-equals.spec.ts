import fc from 'fast-check';
import type { Phase } from '../../grid';
import { judge } from '../../safety';
import { van } from '../demand.fixture';
import { type AllocationProblem, fullTick, type SocketDemand, tickAllocatorWith } from '../index';

const tick = tickAllocatorWith({ ...fullTick, deadBandA: 0, planDeadBandA: 0 });
const site = (a: number) => ({ id: 'site', parent: null, limitKw: null, limitA: [a, a, a] as [number, number, number], boundBy: 'asc' });
const f2 = (a: number) => ({ ...site(a), id: 'f2', parent: 'site', boundBy: 'feeder:f2' });
const ampsOf = (problem: AllocationProblem) => tick.allocate(problem).sockets.map(({ amps }) => amps);
const exposuresOf = ({ sockets }: AllocationProblem, amps: readonly number[]) =>
  sockets.map(({ node, phases }, index) => ({ node, phases, amps: amps[index] as number }));

describe('equals', () => {
  it('differ by no two amps of which the one with less could have one, and none waits where both could charge', () => {
    const some = fc.array(
      fc.record({
        node: fc.constantFrom('site', 'f2'),
        phases: fc.constantFrom<Phase[]>([0], [1], [0, 1, 2]),
        priority: fc.constantFrom(0.5, 0.9),
        wantA: fc.constantFrom(10, 32),
        targetA: fc.constantFrom(null, null, 14),
      }),
      { minLength: 2, maxLength: 8 },
    );
    fc.assert(
      fc.property(some, fc.nat(150), fc.nat(90), (vans, siteA, feederA) => {
        const problem = { nodes: [site(siteA), f2(feederA)], sockets: vans.map((over, index) => van(`v${index}`, over)) };
        const amps = ampsOf(problem);
        for (const [rich, giver] of problem.sockets.entries()) {
          for (const [poor, taker] of problem.sockets.entries()) {
            const has = amps[poor] as number;
            const then = has === 0 ? 6 : has + 1;
            const left = (amps[rich] as number) + has - then;
            const areEqual = giver.priority === taker.priority && giver.phases.length === taker.phases.length;
            if (!areEqual || then > Math.min(taker.wantA, taker.targetA ?? 32) || left < Math.max(6, has === 0 ? 6 : then)) continue;
            expect(judge(problem.nodes, exposuresOf(problem, amps.with(rich, left).with(poor, then)))).not.toEqual([]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('share what only one could have', () => {
    const two = (over: Partial<SocketDemand>) => [van('a', over), van('b', { ...over, node: 'f2' })];
    expect(ampsOf({ nodes: [site(17), f2(32)], sockets: two({}) })).toEqual([9, 8]);
    expect(ampsOf({ nodes: [site(17), f2(7)], sockets: two({}) })).toEqual([10, 7]);
    expect(ampsOf({ nodes: [site(11), f2(32)], sockets: two({}) })).toEqual([11, 0]);
    expect(ampsOf({ nodes: [site(17), f2(32)], sockets: [...two({}), van('c', { priority: 0.9, wantA: 10 })] })).toEqual([7, 0, 10]);
    expect(ampsOf({ nodes: [site(17), f2(32)], sockets: two({}).reverse() })).toEqual([8, 9]);
  });
});
