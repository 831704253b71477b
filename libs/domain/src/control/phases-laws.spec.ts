import fc from 'fast-check';
import { judge } from '../safety';
import { exposuresOf } from './index';
import { RESPONSE_MS, type Weather } from './world.fixture';
import { WorldRun } from './world-run.fixture';

jest.setTimeout(120_000);

const MINUTE = 60_000;

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
