import fc from 'fast-check';
import { type Exposure, judge, judgeSetpoint, type Violation } from '../safety';
import { type ControlStep, exposuresOf, type Ledger } from './index';
import { potentialA, RATING_A, RESPONSE_MS, type RealSocket, type Weather } from './world.fixture';
import { WorldRun } from './world-run.fixture';

jest.setTimeout(60_000);

type Happening = { what: 'limits' | 'aim' | 'wild' | 'plug' | 'lose' | 'takeUp' | 'restart' | 'wait'; n: number; ms: number };
const happenings = fc.array(
  fc.record({
    what: fc.constantFrom<Happening['what']>('limits', 'limits', 'aim', 'aim', 'wild', 'plug', 'lose', 'takeUp', 'restart', 'wait'),
    n: fc.nat(1_000),
    ms: fc.oneof(fc.nat(3_000), fc.nat(40_000)),
  }),
  { maxLength: 25 },
);
const weathers = (honest: boolean): fc.Arbitrary<Weather> =>
  fc.record({
    lossPct: fc.constantFrom(0, 10, 40),
    twicePct: fc.constantFrom(0, 30),
    latePct: fc.constantFrom(0, 30),
    quirks: honest
      ? fc.constant(['honest' as const])
      : fc.array(fc.constantFrom('honest' as const, 'refuses' as const, 'ignores' as const, 'reverts' as const), {
          minLength: 1,
          maxLength: 4,
        }),
  });

function live(world: WorldRun, story: readonly Happening[]): void {
  world.aim(false);
  for (const { what, n, ms } of story) {
    if (what === 'limits') world.limits((n * 7) % 45, (n * 3) % 80);
    if (what === 'aim') world.aim(false);
    if (what === 'wild') world.aim(true);
    if (what === 'plug') world.plug(n);
    if (what === 'lose') world.loseOrFind(n);
    if (what === 'takeUp') world.takeUp(n);
    if (what === 'restart') world.restart();
    world.run(ms);
  }
}

/** A broken limit that the socket's own amps count against. */
function concerns({ node, phases }: RealSocket): (violation: Violation) => boolean {
  return (broken) => (broken.node === node || broken.node === 'site') && (broken.phase === undefined || phases.includes(broken.phase));
}

/** What a vehicle that takes up released phases draws on them when it is cut to its least. */
function leastReturnOf(socket: RealSocket | null, exposures: ReturnType<typeof exposuresOf>): Exposure[] {
  const counted = exposures.find((one) => one.socket === socket?.id);
  if (!socket || !counted || counted.amps === 0) return [];
  return [{ node: socket.node, phases: socket.phases.filter((phase) => !counted.phases.includes(phase)), amps: 6 }];
}

/** X1, X2: room at every raise; X3: the gap; X4: decreases first; X8: while one is in flight only a decrease may follow it. */
function checkStep(world: WorldRun, before: Ledger, step: ControlStep, lastSentMs: Map<string, number>, omniscient: boolean): void {
  const firstRaise = step.send.findIndex(({ raises }) => raises);
  for (const [index, setpoint] of step.send.entries()) {
    const socket = world.sockets.find(({ id }) => id === setpoint.socket) as (typeof world.sockets)[number];
    expect(judgeSetpoint(setpoint.amps, { minA: 6, maxA: RATING_A })).toBeNull();
    expect(world.nowMs - (lastSentMs.get(socket.chargePoint) ?? 0)).toBeGreaterThanOrEqual(socket.gapMs);
    lastSentMs.set(socket.chargePoint, world.nowMs);
    const row = before.sockets.get(setpoint.socket);
    const toldBefore = row?.toldA ?? Number.POSITIVE_INFINITY;
    if (row?.state === 'sent' && world.nowMs < (row.expiresAtMs ?? 0) && row.epoch === socket.epoch)
      expect(setpoint.amps).toBeLessThan(toldBefore);
    if (setpoint.amps < toldBefore && firstRaise >= 0 && !setpoint.raises) expect(index).toBeLessThan(firstRaise);
    // Whatever the ledger calls a raise: as much as it was told before or more, and more than what is known to hold.
    const raises = setpoint.amps >= toldBefore && setpoint.amps > (row?.confirmedA ?? RATING_A);
    if (!raises && !setpoint.raises) continue;
    const exposures = exposuresOf(step.ledger, world.picture());
    for (const returning of [null, ...world.sockets]) {
      const broken = judge(world.nodes, [...exposures, ...leastReturnOf(returning, exposures)]).filter(concerns(socket));
      expect({ at: world.nowMs, setpoint, row, returning, broken }).toEqual({ at: world.nowMs, setpoint, row, returning, broken: [] });
    }
    // Of a vehicle that has just taken up phases nobody can know yet: phases.spec holds the depot to its response time.
    if (omniscient && !world.sockets.some(({ tookUpAtMs }) => world.nowMs < tookUpAtMs + RESPONSE_MS)) {
      const coming = new Map(step.send.map(({ socket: id, amps }) => [id, amps]));
      const potentials = world.sockets.map((real) => ({
        ...real,
        phases: real.vanPhases,
        amps: Math.max(potentialA(real, world.nowMs), coming.get(real.id) ?? 0),
      }));
      const overload = judge(world.nodes, potentials).filter(concerns(socket));
      expect({ at: world.nowMs, setpoint, overload }).toEqual({ at: world.nowMs, setpoint, overload: [] });
    }
  }
  expectNoCutBehindARaise(world, step);
  expectCutsAtOnce(world, step, lastSentMs);
}

/** While a limit is broken even when all have done what they were told, whoever could be told to take less has been. */
function expectCutsAtOnce(world: WorldRun, step: ControlStep, lastSentMs: Map<string, number>): void {
  const exposures = new Map(exposuresOf(step.ledger, world.picture()).map((one) => [one.socket, one]));
  const seats = world.sockets.map((socket) => {
    const row = step.ledger.sockets.get(socket.id);
    const reliable = !socket.lost && row?.state !== 'failed' && !((row?.attempts ?? 0) > 1 && row?.state !== 'confirmed');
    const wantedA = step.ledger.targets.get(socket.id)?.amps ?? RATING_A;
    const toldA = row?.toldA ?? RATING_A;
    return {
      ...socket,
      phases: exposures.get(socket.id)?.phases ?? socket.phases,
      reliable,
      toldA,
      amps: reliable ? Math.min(toldA, wantedA < 6 ? 0 : Math.floor(wantedA)) : (exposures.get(socket.id)?.amps ?? 0),
    };
  });
  for (const broken of judge(world.nodes, seats)) {
    for (const seat of seats.filter((one) => one.reliable && concerns(one)(broken))) {
      const isOpen = world.nowMs - (lastSentMs.get(seat.chargePoint) ?? 0) >= seat.gapMs;
      if (isOpen)
        expect({ broken, socket: seat.id, toldA: Math.min(seat.toldA, 6) }).toEqual({ broken, socket: seat.id, toldA: seat.toldA });
    }
  }
}

/** A charge point that was sent a raise has no decrease waiting. */
function expectNoCutBehindARaise(world: WorldRun, step: ControlStep): void {
  for (const { socket, raises } of step.send) {
    if (!raises) continue;
    const chargePoint = world.sockets.find(({ id }) => id === socket)?.chargePoint;
    for (const other of world.sockets.filter((one) => one.chargePoint === chargePoint)) {
      const wanted = step.ledger.targets.get(other.id)?.amps ?? RATING_A;
      expect(step.ledger.sockets.get(other.id)?.toldA ?? 0).toBeLessThanOrEqual(wanted);
    }
  }
}

/** Failed: what was allotted last still counted on phases that a van had taken up that very moment. */
const takenUpAtTheEnd: [number, number, Weather, Happening[]] = [
  -288116163,
  2,
  { lossPct: 0, twicePct: 0, latePct: 0, quirks: ['ignores'] },
  [
    { what: 'restart', n: 0, ms: 6379 },
    { what: 'limits', n: 565, ms: 0 },
    { what: 'restart', n: 0, ms: 4797 },
    { what: 'aim', n: 0, ms: 21357 },
    { what: 'limits', n: 859, ms: 2557 },
    { what: 'limits', n: 459, ms: 26866 },
    { what: 'limits', n: 0, ms: 2541 },
    { what: 'wild', n: 0, ms: 19281 },
    { what: 'takeUp', n: 0, ms: 0 },
  ],
];

describe('for any order of answers, losses, delays, falls and rises', () => {
  it.each([
    ['honest chargers that lag, in truth and by the ledger', true],
    ['chargers that refuse, ignore or forget, by the ledger', false],
  ])('X1 to X4, X8: no increase goes out without room, decreases go first, charge points have their gap: %s', (_, honest) => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 7 }), weathers(honest), happenings, (seed, count, weather, story) => {
        const lastSentMs = new Map<string, number>();
        live(new WorldRun(seed, count, weather, (world, before, step) => checkStep(world, before, step, lastSentMs, honest)), story);
      }),
      { numRuns: 200 },
    );
  });

  it('X5: once all is well again everybody gets what was allotted, within minutes, and nothing is overloaded', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 7 }), weathers(false), happenings, (seed, count, weather, story) => {
        const world = new WorldRun(seed, count, weather, () => {});
        live(world, story);
        world.clearUp();
        world.limits(20, 40);
        // A van that has just taken up phases is seen to have within a minute, and is then allotted what that leaves.
        world.aim(false);
        world.run(180_000);
        world.aim(false);
        world.run(420_000);
        for (const { id } of world.sockets)
          expect(world.ledger.sockets.get(id)).toMatchObject({ toldA: world.targets[id], state: 'confirmed', alarmed: false });
        expect(
          judge(
            world.nodes,
            world.sockets.map((socket) => ({ ...socket, phases: socket.vanPhases, amps: socket.drawnA })),
          ),
        ).toEqual([]);
      }),
      { numRuns: 120, examples: [takenUpAtTheEnd] },
    );
  });
});
