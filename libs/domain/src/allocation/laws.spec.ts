import fc from 'fast-check';
import type { Phase } from '../grid';
import { judge, judgeSetpoint } from '../safety';
import { depots } from './depots.fixture';
import {
  type AllocationProblem,
  type Allocator,
  earliestDeadlineAllocator,
  emergencyAllocator,
  equalShareAllocator,
  leastLaxityAllocator,
  lpAllocatorWithin,
  roundRobinAllocator,
  type SocketDemand,
  slicesAllocator,
  tickAllocator,
} from './index';

function amountsOf(allocator: Allocator, problem: AllocationProblem): Map<string, number> {
  return new Map(allocator.allocate(problem).sockets.map(({ socket, amps }) => [socket, amps]));
}

/** The dead band: a plan's amps are kept as long as they are this near. */
const bandOf = ({ targetA }: SocketDemand) => (targetA == null ? 1 : 3);

/** The most that it may have beside its plan. */
function allowedOf(socket: SocketDemand): number {
  const ceilingA = ceilingOf(socket);
  if (socket.takesSpare || socket.targetA == null) return ceilingA;
  return socket.targetA === 0 ? 0 : Math.min(ceilingA, Math.max(Math.ceil(socket.targetA), socket.minA));
}

/** What each socket counts at when the amps of some are changed. */
function exposures(problem: AllocationProblem, amps: Map<string, number>) {
  return problem.sockets.map((socket) => ({
    node: socket.node,
    phases: socket.phases,
    amps: socket.reservedA ?? amps.get(socket.id) ?? 0,
  }));
}

function ceilingOf(socket: SocketDemand): number {
  const most = Math.floor(Math.min(socket.maxA, socket.wantA));
  return socket.reservedA !== null || most < socket.minA ? 0 : most;
}

const reservedAlone = (problem: AllocationProblem) => judge(problem.nodes, exposures(problem, new Map()));

interface Tried {
  readonly allocator: Allocator;
  readonly numRuns: number;
}
const byPriority: Tried[] = [
  { allocator: slicesAllocator, numRuns: 600 },
  { allocator: tickAllocator, numRuns: 600 },
  // A busy machine must not change what is tried: the same problem is solved twice, or not at all.
  { allocator: lpAllocatorWithin(5_000), numRuns: 150 },
];
/** Raises nobody, so leaves amps unused. */
const cutting: Tried[] = [{ allocator: emergencyAllocator, numRuns: 600 }];
const byAnotherOrder: Tried[] = [
  { allocator: roundRobinAllocator, numRuns: 300 },
  { allocator: earliestDeadlineAllocator, numRuns: 300 },
  { allocator: leastLaxityAllocator, numRuns: 300 },
];
const evenly: Tried[] = [{ allocator: equalShareAllocator, numRuns: 300 }];

describe.each([...byPriority, ...cutting, ...byAnotherOrder, ...evenly])('every allocator: $allocator.id', ({ allocator, numRuns }) => {
  it('gives each socket 0 A or whole amps from its least to what it wants', () => {
    fc.assert(
      fc.property(depots(false), (problem) => {
        const amps = amountsOf(allocator, problem);
        for (const socket of problem.sockets) {
          expect(judgeSetpoint(amps.get(socket.id) as number, socket)).toBeNull();
          if (socket.reservedA === null) expect(amps.get(socket.id)).toBeLessThanOrEqual(ceilingOf(socket));
        }
      }),
      { numRuns },
    );
  });

  it('keeps every limit of every feeder and phase, and adds nothing where the unsteerable are over it already', () => {
    fc.assert(
      fc.property(depots(false), (problem) => {
        const before = new Map(reservedAlone(problem).map((broken) => [`${broken.node} ${broken.kind} ${broken.phase}`, broken.used]));
        for (const broken of judge(problem.nodes, exposures(problem, amountsOf(allocator, problem)))) {
          const used = before.get(`${broken.node} ${broken.kind} ${broken.phase}`);
          expect(used).toBeDefined();
          expect(broken.used).toBeCloseTo(used as number, 6);
        }
      }),
      { numRuns },
    );
  });

  it('decides the same twice, whatever the order of sockets and feeders', () => {
    fc.assert(
      fc.property(depots(false, 10), fc.nat(), (problem, seed) => {
        const first = allocator.allocate(problem);
        expect(allocator.allocate(problem)).toEqual(first);
        const amps = amountsOf(allocator, problem);
        const turned = { nodes: [...problem.nodes].reverse(), sockets: turn(problem.sockets, seed) };
        expect([...amountsOf(allocator, turned)].sort()).toEqual([...amps].sort());
      }),
      { numRuns },
    );
  });

  it('E3: decides the same again, word for word, from its record', () => {
    fc.assert(
      fc.property(depots(false, 10), (problem) => {
        const record = JSON.stringify({ problem, allocation: allocator.allocate(problem) });
        const { problem: again, allocation } = JSON.parse(record);
        expect(allocator.allocate(again)).toEqual(allocation);
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    );
  });

  it('never throws on garbage and gives nothing where it cannot plan', () => {
    const figure = fc.oneof(fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1e9, 6, 32), fc.double());
    const name = fc.constantFrom('a', 'b', 'c', '__proto__', '');
    const node = fc.record({
      id: name,
      parent: fc.option(name, { nil: null }),
      limitKw: fc.option(figure, { nil: null }),
      limitA: fc.option(fc.tuple(figure, figure, figure), { nil: null }),
      boundBy: fc.string(),
    });
    const socket = fc.record({
      id: name,
      node: name,
      phases: fc.constantFrom<Phase[]>([], [0], [0, 0], [0, 1, 2]),
      minA: figure,
      maxA: figure,
      wantA: figure,
      priority: figure,
      currentA: figure,
      reservedA: fc.option(figure, { nil: null }),
      canPause: fc.boolean(),
      targetA: fc.option(figure, { nil: null }),
      takesSpare: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.record({ nodes: fc.array(node, { maxLength: 4 }), sockets: fc.array(socket, { maxLength: 5 }) }), (problem) => {
        const { sockets } = allocator.allocate(problem as AllocationProblem);
        sockets.forEach(({ amps, reason }, index) => {
          const demand = problem.sockets[index] as SocketDemand;
          expect(reason).not.toBe('');
          if (amps !== 0) expect(judgeSetpoint(amps, { minA: 6, maxA: demand.maxA })).toBeNull();
        });
      }),
      { numRuns },
    );
  });
});

describe.each([...byPriority, ...byAnotherOrder])(
  'every allocator that deals out all there is: $allocator.id',
  ({ allocator, numRuns }) => {
    it('leaves no amp unused that a van could take, but for the one amp that is not worth a message', () => {
      fc.assert(
        fc.property(
          fc.boolean().chain((fresh) => depots(fresh)),
          (problem) => {
            const amps = amountsOf(allocator, problem);
            const held = (socket: SocketDemand) => socket.currentA > 0 && amps.get(socket.id) === socket.currentA;
            const withHeld = new Map(
              problem.sockets.map((socket) => [
                socket.id,
                Math.min((amps.get(socket.id) as number) + (held(socket) ? bandOf(socket) : 0), ceilingOf(socket)),
              ]),
            );
            const brokenBefore = judge(problem.nodes, exposures(problem, withHeld));
            for (const socket of problem.sockets) {
              const has = withHeld.get(socket.id) as number;
              const next = has === 0 ? socket.minA : has + 1;
              if (next > allowedOf(socket)) continue;
              const more = judge(problem.nodes, exposures(problem, new Map(withHeld).set(socket.id, next)));
              const worse = more.some(
                (v) => !brokenBefore.some((b) => b.node === v.node && b.kind === v.kind && b.phase === v.phase && b.used >= v.used),
              );
              expect({ socket: socket.id, has, canTake: next, blocked: worse }).toMatchObject({ blocked: true });
            }
          },
        ),
        { numRuns },
      );
    });
  },
);

describe.each(byPriority)('every allocator that serves by priority: $allocator.id', ({ allocator, numRuns }) => {
  it('never pauses a van while one just like it, but less urgent, charges', () => {
    fc.assert(
      fc.property(depots(true), (problem) => {
        const amps = amountsOf(allocator, problem);
        for (const urgent of problem.sockets) {
          if (amps.get(urgent.id) !== 0 || ceilingOf(urgent) === 0) continue;
          for (const other of problem.sockets) {
            const alike =
              other.node === urgent.node &&
              String(other.phases) === String(urgent.phases) &&
              other.canPause === urgent.canPause &&
              (other.targetA ?? null) === (urgent.targetA ?? null) &&
              other.takesSpare === urgent.takesSpare;
            if (
              !alike ||
              allowedOf(urgent) === 0 ||
              other.reservedA !== null ||
              ceilingOf(other) !== ceilingOf(urgent) ||
              other.minA < urgent.minA
            )
              continue;
            if (other.priority < urgent.priority) expect([urgent.id, other.id, amps.get(other.id)]).toEqual([urgent.id, other.id, 0]);
          }
        }
      }),
      { numRuns },
    );
  });
});

it('slices: sees no reason to change its own decision', () => {
  fc.assert(
    fc.property(depots(false), (problem) => {
      const first = slicesAllocator.allocate(problem).sockets;
      const again = { ...problem, sockets: problem.sockets.map((socket, i) => ({ ...socket, currentA: first[i]?.amps ?? 0 })) };
      expect(slicesAllocator.allocate(again).sockets.map(({ amps }) => amps)).toEqual(first.map(({ amps }) => amps));
    }),
    { numRuns: 600 },
  );
});

function turn<T>(all: readonly T[], seed: number): T[] {
  const at = all.length === 0 ? 0 : seed % all.length;
  return [...all.slice(at), ...all.slice(0, at)].reverse();
}
