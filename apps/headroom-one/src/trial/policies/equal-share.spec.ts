import type { AllocationProblem, SocketDemand } from '@headroom/domain';
import fc from 'fast-check';
import { equalShareAllocator } from './equal-share';

const socket = (id: string, more: Partial<SocketDemand> = {}): SocketDemand => ({
  id,
  node: 'main',
  phases: [0],
  minA: 6,
  maxA: 32,
  wantA: 32,
  priority: 0.5,
  currentA: 0,
  reservedA: null,
  canPause: true,
  ...more,
});
const problem = (limitKw: number, ...sockets: SocketDemand[]): AllocationProblem => ({
  nodes: [{ id: 'main', parent: null, limitKw, limitA: null, boundBy: 'asc' }],
  sockets,
});
const amps = (of: AllocationProblem) => equalShareAllocator.allocate(of).sockets.map((row) => row.amps);

describe('an equal share', () => {
  it('is the same for all', () => expect(amps(problem(10, socket('a'), socket('b'), socket('c')))).toEqual([14, 14, 14]));
  it('is at most what a van can use', () => expect(amps(problem(10, socket('a', { wantA: 10 }), socket('b')))).toEqual([10, 32]));
  it('goes to those who came first where there is not enough for all', () =>
    expect(amps(problem(3, socket('a'), socket('b', { currentA: 6 }), socket('c')))).toEqual([6, 6, 0]));
  it('goes before anything to a full van', () =>
    expect(amps(problem(1.5, socket('a', { priority: 0, currentA: 6 }), socket('b')))).toEqual([0, 6]));
  it('leaves room for a socket that does not obey', () =>
    expect(amps(problem(10, socket('a', { reservedA: 32, currentA: 16 }), socket('b')))).toEqual([16, 11]));
  it('is nothing where there is no room', () => expect(amps(problem(0, socket('a'), socket('b')))).toEqual([0, 0]));

  it('is 0 or at least the minimum, and fits under the limit (law)', () => {
    const demand = fc.record({
      wantA: fc.integer({ min: 0, max: 40 }),
      currentA: fc.integer({ min: 0, max: 32 }),
      priority: fc.constantFrom(0, 0.5),
    });
    fc.assert(
      fc.property(fc.array(demand, { maxLength: 12 }), fc.double({ min: 0, max: 60, noNaN: true }), (demands, limitKw) => {
        const shared = amps(problem(limitKw, ...demands.map((more, index) => socket(`s${index}`, more))));
        expect(shared.every((one) => one === 0 || (one >= 6 && one <= 32))).toBe(true);
        expect(shared.reduce((sum, one) => sum + one, 0) * 0.23).toBeLessThanOrEqual(limitKw + 1e-9);
      }),
    );
  });
});
