import { van } from '../demand.fixture';
import {
  type AllocationProblem,
  type Allocator,
  earliestDeadlineAllocator,
  equalShareAllocator,
  leastLaxityAllocator,
  roundRobinAllocator,
  type SocketDemand,
} from '../index';

const HOUR_MS = 3_600_000;
const socket = (id: string, more: Partial<SocketDemand> = {}): SocketDemand => van(id, { node: 'main', ...more });
const behind = (limitKw: number, ...sockets: SocketDemand[]): AllocationProblem => ({
  nodes: [
    { id: 'main', parent: null, limitKw, limitA: null, boundBy: 'asc' },
    { id: 'yard', parent: 'main', limitKw: null, limitA: [8, 8, 8], boundBy: 'feeder:yard' },
  ],
  sockets,
});
const amps = (by: Allocator, problem: AllocationProblem) => by.allocate(problem).sockets.map((row) => row.amps);
const reasons = (by: Allocator, problem: AllocationProblem) => by.allocate(problem).sockets.map((row) => row.reason);

describe('an equal share', () => {
  const equal = (limitKw: number, ...sockets: SocketDemand[]) => amps(equalShareAllocator, behind(limitKw, ...sockets));

  it('is the same for all', () => expect(equal(10, socket('a'), socket('b'), socket('c'))).toEqual([14, 14, 14]));
  it('is at most what a van can use', () => expect(equal(10, socket('a', { wantA: 10 }), socket('b'))).toEqual([10, 32]));
  it('goes to those who came first where there is not enough for all', () =>
    expect(equal(3, socket('a'), socket('b', { currentA: 6 }), socket('c'))).toEqual([6, 6, 0]));
  it('goes before anything to a full van', () =>
    expect(equal(1.5, socket('a', { priority: 0, currentA: 6 }), socket('b'))).toEqual([0, 6]));
  it('leaves room for a socket that does not obey', () =>
    expect(equal(10, socket('a', { reservedA: 32, currentA: 16 }), socket('b'))).toEqual([16, 11]));
  it('is nothing where there is no room', () => expect(equal(0, socket('a'), socket('b'))).toEqual([0, 0]));
  it('is held down for everyone by the fullest feeder, and says what the share is', () => {
    const problem = behind(20, socket('a', { node: 'yard' }), socket('b'));
    expect(amps(equalShareAllocator, problem)).toEqual([8, 8]);
    expect(reasons(equalShareAllocator, problem)).toEqual(['an equal share is 8 A', 'an equal share is 8 A']);
  });
});

describe('turns of one amp', () => {
  it('give what one cannot have for its feeder to the others', () =>
    expect(amps(roundRobinAllocator, behind(9.2, socket('a', { node: 'yard' }), socket('b')))).toEqual([8, 32]));
  it('know no priorities', () =>
    expect(amps(roundRobinAllocator, behind(4.6, socket('a', { priority: 0.1 }), socket('b')))).toEqual([10, 10]));
});

describe('the earliest deadline', () => {
  const edf = (limitKw: number, ...sockets: SocketDemand[]) => amps(earliestDeadlineAllocator, behind(limitKw, ...sockets));

  it('charges at full rate, the next with what is left', () =>
    expect(edf(9.2, socket('a', { departAtMs: 2 * HOUR_MS }), socket('b', { departAtMs: HOUR_MS }))).toEqual([8, 32]));
  it('goes before a departure that nobody knows', () =>
    expect(edf(7.36, socket('a'), socket('b', { departAtMs: HOUR_MS }))).toEqual([0, 32]));
  it('does not stop a van that would not start again', () =>
    expect(edf(7.36, socket('a', { canPause: false, currentA: 16 }), socket('b', { departAtMs: HOUR_MS }))).toEqual([6, 26]));
  it('leaves the others waiting for a named limit', () =>
    expect(reasons(earliestDeadlineAllocator, behind(7.36, socket('a'), socket('b', { departAtMs: HOUR_MS })))).toEqual([
      'waiting: the supply capacity is full',
      'charging at its full rate',
    ]));
});

describe('the least laxity', () => {
  it('charges at full rate, though another leaves earlier', () =>
    expect(
      amps(
        leastLaxityAllocator,
        behind(7.36, socket('a', { departAtMs: HOUR_MS, laxityMs: HOUR_MS / 2 }), socket('b', { departAtMs: 4 * HOUR_MS, laxityMs: -1 })),
      ),
    ).toEqual([0, 32]));
});
