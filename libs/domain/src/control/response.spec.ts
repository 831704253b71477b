import fc from 'fast-check';
import { judge } from '../safety';
import { type Weather } from './world.fixture';
import { WorldRun } from './world-run.fixture';

jest.setTimeout(60_000);

/** Two messages to the slowest unit, their way, and the slowest vehicle's lag. */
const RESPONSE_MS = 2 * 5_000 + 3_100 + 15_000;
const calm: Weather = { lossPct: 0, twicePct: 0, latePct: 30, quirks: ['honest'] };
const falls = fc.array(
  fc.record({ siteKw: fc.integer({ min: 0, max: 45 }), feederA: fc.integer({ min: 0, max: 80 }), wild: fc.boolean(), plug: fc.nat(9) }),
  { minLength: 1, maxLength: 8 },
);

it('X9: what the vans truly draw is within every limit half a minute after it fell, and stays there until the next', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2, max: 7 }), falls, (seed, count, story) => {
      let fellAtMs = 0;
      let hasLimits = false;
      const world = new WorldRun(seed, count, calm, ({ nowMs, nodes, sockets }) => {
        if (!hasLimits || nowMs < fellAtMs + RESPONSE_MS) return;
        const drawn = sockets.map((socket) => ({ ...socket, phases: socket.vanPhases, amps: socket.drawnA }));
        expect({ afterMs: nowMs - fellAtMs, broken: judge(nodes, drawn) }).toMatchObject({ broken: [] });
      });
      for (const { siteKw, feederA, wild, plug } of story) {
        world.plug(plug);
        fellAtMs = world.nowMs;
        hasLimits = true;
        world.limits(siteKw, feederA);
        world.aim(wild);
        world.run(90_000);
      }
    }),
    { numRuns: 150 },
  );
});
