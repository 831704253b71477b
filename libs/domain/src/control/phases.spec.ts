import fc from 'fast-check';
import { judge } from '../safety';
import { Depot, said, socketOf } from './depot.fixture';
import { exposuresOf, ledgerFrom, rowsOf } from './index';
import { RESPONSE_MS, type Weather } from './world.fixture';
import { WorldRun } from './world-run.fixture';

jest.setTimeout(120_000);

const MINUTE = 60_000;
const three = 'd.a.sk1';
const l2 = 'd.b.sk1';
const l3 = 'd.c.sk1';

/** A three-phase socket with a one-phase van beside one-phase sockets on the other two phases; 40 A on each. */
function depotOfThree(): Depot {
  const depot = new Depot(40, socketOf(three, { phases: [0, 1, 2] }), socketOf(l2, { phases: [1] }), socketOf(l3, { phases: [2] }));
  depot.settle({ [three]: 20, [l2]: 20, [l3]: 20 });
  return depot;
}

function measure(depot: Depot, phaseCurrentsA: readonly number[] | null, over = {}): string[] {
  const meteredA = Math.max(0, ...(phaseCurrentsA ?? [20]));
  depot.change(three, { phaseCurrentsA, meteredA, meteredAtMs: depot.nowMs, ...over });
  return said(depot.look());
}

/** For more than a minute it has drawn on L1 alone. */
function released(): Depot {
  const depot = depotOfThree();
  for (let i = 0; i < 3; i++) {
    depot.nowMs += 30_000;
    measure(depot, [20, 0, 0.1]);
  }
  expect(phasesOf(depot)).toEqual([0]);
  return depot;
}

const phasesOf = (depot: Depot) => exposuresOf(depot.ledger, depot.picture)[0]?.phases;

describe('a van that charges on one phase of a three-phase socket', () => {
  it('leaves the other two to its neighbours once a minute has shown it, less what it needs to come back', () => {
    const depot = depotOfThree();
    depot.aim({ [three]: 20, [l2]: 32, [l3]: 32 });
    measure(depot, [20, 0, 0]);
    depot.nowMs += MINUTE - 1;
    expect(measure(depot, [19, 0, 0.1])).toEqual([]);
    depot.nowMs += 1;
    expect(measure(depot, [20, 0, 0])).toEqual([`${l2} 32`, `${l3} 32`]);
    for (const setpoint of depot.sent.splice(0)) depot.answer(setpoint);
    depot.change(l2, { maxA: 40 });
    depot.nowMs += 10_000;
    expect(said(depot.aim({ [l2]: 40 }))).toEqual([`${l2} 34`]);
  });

  it.each([
    ['while it warms up', [1, 0, 0]],
    ['while it draws on all three', [20, 20, 20]],
    ['while a charger does not tell its phases', null],
    ['while a charger tells of a plug that does not exist: one phase is the first', [0, 20, 0]],
    ['while a charger tells of a plug that does not exist: two phases are the first two', [20, 0, 20]],
  ])('counts on all three %s', (_, currents) => {
    const depot = depotOfThree();
    for (let i = 0; i < 10; i++) {
      depot.nowMs += 30_000;
      measure(depot, currents);
    }
    expect(phasesOf(depot)).toEqual([0, 1, 2]);
  });

  it('knows which supply phase that is where the conductors are rotated', () => {
    const depot = new Depot(40, socketOf(three, { phases: [1, 2, 0] }));
    depot.settle({ [three]: 20 });
    for (let i = 0; i < 3; i++) {
      depot.nowMs += 30_000;
      measure(depot, [20, 0, 0]);
    }
    expect(phasesOf(depot)).toEqual([1]);
  });

  it('keeps to it through a restart', () => {
    const depot = released();
    depot.ledger = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    depot.look();
    expect(phasesOf(depot)).toEqual([0]);
  });

  it('has to show it again after a pause, which the first measure does', () => {
    const depot = released();
    depot.nowMs += 30_000;
    measure(depot, [0, 0, 0]);
    expect(phasesOf(depot)).toEqual([0, 1, 2]);
    depot.nowMs += 30_000;
    measure(depot, [20, 0, 0]);
    expect(phasesOf(depot)).toEqual([0]);
  });

  it('is cut to its least, which is reserved, when it stops by itself, so that nobody else has to give way', () => {
    const depot = released();
    depot.aim({ [three]: 20, [l2]: 32, [l3]: 32 }, { [three]: 0.9 });
    for (const setpoint of depot.sent.splice(0)) depot.answer(setpoint);
    depot.nowMs += 30_000;
    expect(measure(depot, [0, 0, 0])).toEqual([`${three} 8`]);
  });

  it.each([
    ['another van is plugged in', { epoch: 1 }],
    ['it is unplugged', { plugged: false }],
    ['it is lost', { lost: true }],
    ['its phases are not told any more', { phaseCurrentsA: null }],
    ['its charge point was off', { epoch: 2 }],
  ])('counts on all three again when %s', (_, over) => {
    const depot = released();
    measure(depot, [20, 0, 0], over);
    expect(phasesOf(depot)).toEqual([0, 1, 2]);
  });

  it('counts on all three again when its measures grow old, though nothing is heard', () => {
    const depot = released();
    depot.look();
    expect(depot.wakeAtMs).toBe(depot.nowMs + 150_000);
    depot.after(149_999);
    expect(phasesOf(depot)).toEqual([0]);
    depot.after(1);
    expect(phasesOf(depot)).toEqual([0, 1, 2]);
  });
});

describe('a van that takes up a released phase', () => {
  function takenUp(): { depot: Depot; told: string[] } {
    const depot = released();
    depot.aim({ [three]: 20, [l2]: 32, [l3]: 30 }, { [three]: 0.9 });
    for (const setpoint of depot.sent.splice(0)) depot.answer(setpoint);
    depot.nowMs += 30_000;
    return { depot, told: measure(depot, [20, 20, 20]) };
  }

  it('is cut at once, however urgent, and nobody else is', () => {
    const { depot, told } = takenUp();
    expect(told).toEqual([`${three} 8`]);
    expect(depot.sent.at(-1)?.reason).toBe('cut to keep the limit: it has begun to draw on phases that were left to others');
    expect(depot.alarms).toEqual([
      `${three} raised: draws on phases that it had left to others: counts on all of them until it is unplugged`,
    ]);
  });

  it('counts on all phases for the rest of its session, and the note ends with it', () => {
    const { depot } = takenUp();
    for (let i = 0; i < 10; i++) {
      depot.nowMs += 30_000;
      measure(depot, [8, 0, 0]);
    }
    expect(phasesOf(depot)).toEqual([0, 1, 2]);
    depot.change(three, { plugged: false });
    depot.look();
    expect(depot.alarms.at(-1)).toBe(`${three} cleared: its session is over`);
  });
});

describe('the note of a van that has taken up phases', () => {
  const takenUpIn = (mode: 'live' | 'test'): Depot => {
    const depot = depotOfThree();
    if (mode === 'test') {
      depot.picture = { ...depot.picture, mode };
      for (const setpoint of depot.aim({ [three]: 20, [l2]: 20, [l3]: 20 })) depot.answer(setpoint);
    }
    for (const currents of [
      [20, 0, 0],
      [20, 0, 0],
      [20, 0, 0],
      [20, 20, 20],
    ]) {
      depot.nowMs += 30_000;
      measure(depot, currents);
    }
    expect(depot.alarms.at(-1)).toMatch(`${three} raised`);
    return depot;
  };

  it.each([
    ['off', 'live'],
    ['monitor', 'live'],
    ['test', 'live'],
    ['live', 'test'],
  ] as const)('ends when the depot is set to %s from %s, for what was noted there is not watched any more', (mode, before) => {
    const depot = takenUpIn(before);
    depot.picture = { ...depot.picture, mode };
    depot.look();
    expect(depot.alarms.at(-1)).toMatch(`${three} cleared`);
    const count = depot.alarms.length;
    depot.look();
    expect(depot.alarms).toHaveLength(count);
  });

  it('ends when the depot is switched off after control has started again', () => {
    const depot = takenUpIn('live');
    depot.ledger = ledgerFrom(rowsOf(depot.ledger), depot.nowMs);
    depot.picture = { ...depot.picture, mode: 'off' };
    depot.look();
    expect(depot.alarms.at(-1)).toMatch(`${three} cleared`);
  });
});

describe('for any vans, judged by what they truly draw', () => {
  const fair: Weather = { lossPct: 0, twicePct: 0, latePct: 0, quirks: ['honest'] };

  it('no limit is broken for longer than it takes to measure, tell and obey after a van has taken up more phases', () => {
    const seen = { released: 0, takenUp: 0 };
    const acts = fc.array(
      fc.record({
        what: fc.constantFrom('aim' as const, 'aim' as const, 'plug' as const, 'takeUp' as const),
        n: fc.nat(100),
        waitS: fc.integer({ min: 1, max: 90 }),
      }),
      { minLength: 5, maxLength: 20 },
    );
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 3, max: 8 }),
        fc.integer({ min: 15, max: 40 }),
        fc.integer({ min: 32, max: 70 }),
        acts,
        (seed, count, siteKw, feederA, story) => {
          const world = new WorldRun(seed, count, fair, () => {});
          world.limits(siteKw, feederA);
          world.aim(false);
          world.run(4 * MINUTE);
          for (const { what, n, waitS } of story) {
            if (what === 'plug') world.plug(n);
            if (what === 'takeUp') {
              if (counted(world).some(({ socket, phases }) => isTakenUp(world, socket, phases, n))) seen.takenUp++;
              world.takeUp(n);
            }
            world.aim(false);
            for (let second = 0; second < waitS; second++) {
              world.run(1_000);
              if (
                counted(world).some(
                  ({ socket, phases }) => phases.length < (world.sockets.find(({ id }) => id === socket)?.phases.length ?? 0),
                )
              )
                seen.released++;
              expectWithinLimits(world);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(seen.released).toBeGreaterThan(400);
    expect(seen.takenUp).toBeGreaterThan(5);
  });

  const counted = (world: WorldRun) => exposuresOf(world.ledger, world.picture());

  function isTakenUp(world: WorldRun, id: string, phases: readonly number[], n: number): boolean {
    const socket = world.sockets[n % world.sockets.length];
    return socket?.id === id && phases.length < socket.phases.length && socket.drawnA > 0;
  }

  function expectWithinLimits(world: WorldRun): void {
    if (world.sockets.some(({ tookUpAtMs }) => world.nowMs < tookUpAtMs + RESPONSE_MS)) return;
    const broken = judge(
      world.nodes,
      world.sockets.map((socket) => ({ ...socket, phases: socket.vanPhases, amps: socket.drawnA })),
    );
    expect({ at: world.nowMs, broken }).toEqual({ at: world.nowMs, broken: [] });
  }
});
