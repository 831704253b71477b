import fc from 'fast-check';
import { van } from './demand.fixture';
import { type AllocationProblem, lpAllocatorWithin, type SocketDemand, slicesAllocator } from './index';

const site = (limitKw: number | null, limitA: [number, number, number] | null = null) => ({
  id: 'site',
  parent: null,
  limitKw,
  limitA,
  boundBy: 'profile:winter-weekday',
});
const f2 = (limitA: [number, number, number]) => ({ id: 'f2', parent: 'site', limitKw: null, limitA, boundBy: 'feeder:f2' });
const of = (problem: AllocationProblem) => slicesAllocator.allocate(problem).sockets;
const ampsOf = (problem: AllocationProblem) => of(problem).map(({ amps }) => amps);

describe('amps shared out by slices', () => {
  it('charges every van at its full rate where there is room', () => {
    expect(of({ nodes: [site(100)], sockets: [van('a'), van('b')] })).toEqual([
      { socket: 'a', amps: 32, boundBy: 'socket', reason: 'charging at its full rate' },
      { socket: 'b', amps: 32, boundBy: 'socket', reason: 'charging at its full rate' },
    ]);
  });

  it('gives the late van the last free amps', () => {
    expect(
      ampsOf({ nodes: [site(null, [13, 13, 13])], sockets: [van('early', { priority: 0.1 }), van('late', { priority: 0.9 })] }),
    ).toEqual([6, 7]);
  });

  it('pauses the least urgent van where there is no minimum for all, and says which feeder is full', () => {
    const sockets = [van('a', { node: 'f2', priority: 0.1 }), van('b', { node: 'f2', priority: 0.9 })];
    expect(of({ nodes: [site(100), f2([11, 11, 11])], sockets })).toEqual([
      { socket: 'a', amps: 0, boundBy: 'feeder:f2', reason: 'waiting: feeder f2 is full' },
      { socket: 'b', amps: 11, boundBy: 'feeder:f2', reason: 'held to 11 A by feeder f2' },
    ]);
  });

  it('names the profile that holds a van down', () => {
    expect(of({ nodes: [site(2.8)], sockets: [van('a')] })[0]).toMatchObject({
      amps: 12,
      reason: 'held to 12 A by profile winter-weekday',
    });
  });

  it('leaves the amps that a van cannot use to the others', () => {
    expect(ampsOf({ nodes: [site(null, [40, 40, 40])], sockets: [van('full', { wantA: 8, priority: 1 }), van('empty')] })).toEqual([8, 32]);
  });

  it('serves a van that has what it needs from what the others leave', () => {
    const sockets = [van('full', { priority: 0 }), van('empty', { priority: 0.2 })];
    expect(ampsOf({ nodes: [site(null, [30, 30, 30])], sockets })).toEqual([0, 30]);
    expect(ampsOf({ nodes: [site(null, [40, 40, 40])], sockets })).toEqual([8, 32]);
  });

  it('keeps a full phase from being hidden by two empty ones', () => {
    const sockets = [van('l1', { phases: [0] }), van('l1too', { phases: [0] }), van('l2', { phases: [1] })];
    expect(ampsOf({ nodes: [site(50, [20, 20, 20])], sockets })).toEqual([10, 10, 20]);
  });

  it('counts a lost socket at what it may draw and leaves its setpoint as it is', () => {
    const sockets = [van('lost', { reservedA: 32, currentA: 16, priority: 1 }), van('a')];
    expect(of({ nodes: [site(null, [40, 40, 40])], sockets })).toEqual([
      { socket: 'lost', amps: 16, boundBy: 'socket', reason: 'cannot be steered now: counted at 32 A' },
      { socket: 'a', amps: 8, boundBy: 'profile:winter-weekday', reason: 'held to 8 A by profile winter-weekday' },
    ]);
  });

  it('rather pauses an urgent van than one that would not resume, but not beyond the limit', () => {
    const sockets = [van('sleeper', { priority: 0, canPause: false, currentA: 6 }), van('urgent', { priority: 1 })];
    expect(ampsOf({ nodes: [site(null, [9, 9, 9])], sockets })).toEqual([9, 0]);
    expect(ampsOf({ nodes: [site(null, [5, 5, 5])], sockets })).toEqual([0, 0]);
  });

  it('does not change a setpoint by a single amp', () => {
    const sockets = [van('a', { currentA: 10, priority: 0.9 }), van('b', { currentA: 11 })];
    expect(ampsOf({ nodes: [site(null, [21, 21, 21])], sockets })).toEqual([10, 11]);
    expect(ampsOf({ nodes: [site(null, [20, 20, 20])], sockets })).toEqual([10, 10]);
    expect(ampsOf({ nodes: [site(null, [22, 22, 22])], sockets })).toEqual([10, 11]);
  });

  it('leaves shares uneven where control has cut one van alone, but lets it have what comes free', () => {
    const cut = [van('a', { currentA: 16 }), van('b', { currentA: 13 })];
    expect(ampsOf({ nodes: [site(null, [29, 29, 29])], sockets: cut })).toEqual([16, 13]);
    expect(ampsOf({ nodes: [site(null, [32, 32, 32])], sockets: cut })).toEqual([16, 16]);
    expect(ampsOf({ nodes: [site(null, [30, 30, 30])], sockets: cut })).toEqual([16, 13]);
    expect(ampsOf({ nodes: [site(null, [29, 29, 29])], sockets: [van('a', { currentA: 22 }), van('b', { currentA: 7 })] })).toEqual([
      15, 14,
    ]);
  });

  it('reads a limit of 0 as a limit and none as none', () => {
    expect(ampsOf({ nodes: [site(0)], sockets: [van('a')] })).toEqual([0]);
    expect(ampsOf({ nodes: [site(null)], sockets: [van('a')] })).toEqual([32]);
  });

  it.each([
    ['feeders in a circle', [{ ...site(50), parent: 'f2' }, f2([20, 20, 20])], van('a')],
    ['an unknown feeder', [site(50)], van('a', { node: 'nowhere' })],
    ['a limit that is no number', [site(Number.NaN)], van('a')],
    ['a negative limit', [site(-5)], van('a')],
    ['a want that is no number', [site(50)], van('a', { wantA: Number.NaN })],
    ['a target that is no number', [site(50)], van('a', { targetA: Number.NaN })],
    ['a target that is no number at amps without measure', [site(null)], van('a', { targetA: Number.NaN, minA: 1e121, maxA: 1e121 })],
    ['a rating below its least', [site(50)], van('a', { maxA: 4 })],
  ])('gives 0 A and says why for %s', (_, nodes, socket) => {
    expect(of({ nodes, sockets: [socket] })[0]).toMatchObject({
      amps: 0,
      boundBy: 'problem',
      reason: expect.stringContaining('cannot be planned'),
    });
  });

  it('plans the sound feeders though another is broken', () => {
    expect(ampsOf({ nodes: [site(50), f2([Number.NaN, 9, 9])], sockets: [van('a'), van('b', { node: 'f2' })] })).toEqual([32, 0]);
  });

  it('has nothing to say about a depot without sockets', () => {
    expect(of({ nodes: [], sockets: [] })).toEqual([]);
  });

  it('serves the more urgent first: no van waits whose minimum fits beside those before it', () => {
    const one = fc.record({
      priority: fc.double({ min: 0, max: 1, noNaN: true }),
      phases: fc.constantFrom([0 as const], [0 as const, 1 as const, 2 as const]),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 10 }), fc.nat(60), (vans, limit) => {
        const sockets = vans.map((over, index) => van(`v${index}`, over));
        const amps = ampsOf({ nodes: [site(null, [limit, limit, limit])], sockets });
        const order = sockets
          .map((socket, index) => ({ socket, amps: amps[index] as number }))
          .sort((a, b) => b.socket.priority - a.socket.priority);
        const charging = order.findLastIndex((entry) => entry.amps > 0);
        if (new Set(vans.map(({ priority }) => priority)).size === vans.length) {
          expect(order.slice(0, charging + 1).every((entry) => entry.amps > 0)).toBe(true);
        }
      }),
    );
  });
});

describe('amps shared out by the exact solver', () => {
  it('gives at least as much by priority as the slices', () => {
    const problem = {
      nodes: [site(null, [14, 14, 14])],
      sockets: [
        van('three', { phases: [0, 1, 2], priority: 0.4 }),
        van('urgent', { priority: 0.9 }),
        van('b', { phases: [1], priority: 0.8 }),
      ],
    };
    const worth = (amps: number[]) => amps.reduce((sum, a, i) => sum + a * (problem.sockets[i] as SocketDemand).priority, 0);
    const exact = lpAllocatorWithin(5_000)
      .allocate(problem)
      .sockets.map(({ amps }) => amps);
    expect(worth(exact)).toBeGreaterThanOrEqual(worth(ampsOf(problem)));
    expect(exact).toEqual([0, 14, 14]);
  });

  it('leaves a large depot to the slices, and says so', () => {
    const sockets = Array.from({ length: 51 }, (_, i) => van(`s${i}`));
    expect(lpAllocatorWithin(5_000).allocate({ nodes: [site(50)], sockets }).allocator).toBe('slices');
    expect(lpAllocatorWithin(5_000).allocate({ nodes: [site(50)], sockets: sockets.slice(0, 5) }).allocator).toBe('lp');
  });
});
