import fc from 'fast-check';
import { learnedUse, type SeenDraw, type SocketUse, steadySettings } from './index';

const MINUTE = 60_000;
/** Looks every 10 s at a van that draws what `drawn` says, at the setpoint the ceiling leaves it. */
const watch = (minutes: number, drawn: (setpointA: number, minute: number) => number, from?: SocketUse, maxA = 32): SocketUse => {
  let use = from;
  for (let atMs = (from?.sinceMs ?? 0) + 10_000, end = atMs + minutes * MINUTE; atMs < end; atMs += 10_000) {
    const setpointA = Math.min(maxA, use?.ceilingA ?? maxA);
    use = learnedUse(use, { atMs, setpointA, drawnA: drawn(setpointA, (atMs - (from?.sinceMs ?? 0)) / MINUTE), maxA });
  }
  return use as SocketUse;
};
const takes = (amps: number) => (setpointA: number) => Math.min(amps, setpointA);

describe('amps that a van leaves unused', () => {
  it('are taken back after a minute, but for a margin of 1 A', () => {
    expect(watch(0.9, takes(16)).ceilingA).toBeNull();
    expect(watch(2, takes(16)).ceilingA).toBe(17);
  });

  it('stay with a van that leaves only a few', () => {
    expect(watch(10, takes(30)).ceilingA).toBeNull();
  });

  it('stay with a van whose current is not steady yet', () => {
    expect(watch(0.9, (_, minute) => 4 + 20 * minute).ceilingA).toBeNull();
  });

  it('R1: are never so many that its setpoint falls below the 6 A that charging needs', () => {
    expect(watch(5, takes(1)).ceilingA).toBe(6);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ setpointA: fc.integer({ min: 0, max: 32 }), drawnA: fc.option(fc.double({ min: 0, max: 40, noNaN: true })) }),
          { maxLength: 60 },
        ),
        (looks) => {
          let use: SocketUse | undefined;
          for (const [index, look] of looks.entries()) {
            use = learnedUse(use, { ...look, atMs: index * 30_000, maxA: 32 } satisfies SeenDraw);
            expect(use.ceilingA === null || (use.ceilingA >= 6 && use.ceilingA <= 32)).toBe(true);
          }
        },
      ),
    );
  });

  it('R2: leave its setpoint at what it draws or more, so that setpoints and not draws are what is added up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 32 }), (amps) => {
        expect(watch(5, takes(amps)).ceilingA ?? 32).toBeGreaterThanOrEqual(amps);
      }),
    );
  });

  it('R3: are given back to a van that wants more, 2 A every 2 minutes, until it has all it wants', () => {
    const small = watch(5, takes(10));
    expect(small.ceilingA).toBe(11);
    expect(watch(2.1, takes(32), small).ceilingA).toBe(13);
    const stepsTo32 = Math.ceil((32 - 11) / steadySettings.raiseA);
    expect(watch(stepsTo32 * 2.5, takes(32), small).ceilingA).toBeNull();
  });

  it('are not counted while the van does not charge, or is not measured', () => {
    const use = learnedUse(undefined, { atMs: 0, setpointA: 32, drawnA: null, maxA: 32 });
    expect(learnedUse(use, { atMs: 5 * MINUTE, setpointA: 32, drawnA: null, maxA: 32 }).ceilingA).toBeNull();
  });
});
