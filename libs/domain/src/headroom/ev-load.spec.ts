import fc from 'fast-check';
import { evLoadAt, evLoadOf, evLoadOfSocketsAt, type PowerSample, withSample } from '.';

const sample = (atMs: number, kw: number): PowerSample => ({ atMs, kw });

describe('what the vans draw now', () => {
  it('adds up the sockets and counts neither a lost one nor one of unknown power as room', () => {
    const sockets = [
      { realPowerW: 7_200, lost: false },
      { realPowerW: 7_200, lost: true },
      { realPowerW: null, lost: false },
      { realPowerW: 300, lost: false },
    ];
    expect(evLoadOf(sockets)).toBe(7.5);
    expect(evLoadOf([])).toBe(0);
  });
});

describe('what a van drew when the meter was read', () => {
  const ramp = [sample(100, 0), sample(200, 7), sample(300, 2)];

  it.each([
    ['exactly at a report', 200, 7],
    ['between two reports while it ramped up: the lower', 150, 0],
    ['between two reports while it fell: the lower', 250, 2],
    ['after the last report: that one', 900, 2],
    ['before the first report: all that is known', 50, 0],
  ])('%s', (_says, atMs, kw) => {
    expect(evLoadAt(ramp, atMs)).toBe(kw);
  });

  it('takes the first report for what was before it, and 0 without any', () => {
    expect(evLoadAt([sample(100, 7)], 50)).toBe(7);
    expect(evLoadAt([], 50)).toBe(0);
  });

  it('counts a lost socket up to when it was last heard, and 0 from then on', () => {
    const lost = { lost: true, history: [sample(100, 7), sample(200, 7)] };
    const heard = { lost: false, history: [sample(100, 3)] };
    expect(evLoadOfSocketsAt([lost, heard], 200)).toBe(10);
    expect(evLoadOfSocketsAt([lost, heard], 201)).toBe(3);
    expect(evLoadOfSocketsAt([{ lost: true, history: [] }], 200)).toBe(0);
  });

  it('is never more than was reported on either side of the moment (law)', () => {
    const samples = fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 1_000 }), kw: fc.double({ min: 0, max: 43, noNaN: true }) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(samples, fc.integer({ min: 0, max: 1_000 }), (unordered, atMs) => {
        const history = unordered.reduce<PowerSample[]>((known, next) => withSample(known, next, 0), []);
        const exact = history.find((known) => known.atMs === atMs);
        const sides = [history.filter((known) => known.atMs <= atMs).at(-1), history.find((known) => known.atMs > atMs)];
        for (const side of exact ? [exact] : sides) if (side) expect(evLoadAt(history, atMs)).toBeLessThanOrEqual(side.kw);
      }),
    );
  });
});

describe('remembering what a socket drew', () => {
  it('puts a late report in its place and takes the second of one moment', () => {
    const history = [sample(100, 1), sample(300, 3)];
    expect(withSample(history, sample(200, 2), 0)).toEqual([sample(100, 1), sample(200, 2), sample(300, 3)]);
    expect(withSample(history, sample(300, 9), 0)).toEqual([sample(100, 1), sample(300, 9)]);
  });

  it('forgets what is too old, but not what held when the kept time began', () => {
    const history = [sample(100, 1), sample(200, 2), sample(300, 3)];
    expect(withSample(history, sample(400, 4), 250)).toEqual([sample(200, 2), sample(300, 3), sample(400, 4)]);
    expect(withSample([sample(100, 1)], sample(400, 4), 1_000)).toEqual([sample(400, 4)]);
  });

  it('tells the same of any moment in the kept time, whatever it forgot (law)', () => {
    const samples = fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 100 }), kw: fc.integer({ min: 0, max: 43 }) }), { minLength: 1 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (unordered, keepFromMs, laterMs) => {
        const ordered = [...unordered].sort((a, b) => a.atMs - b.atMs);
        const whole = ordered.reduce<PowerSample[]>((known, next) => withSample(known, next, Number.NEGATIVE_INFINITY), []);
        const kept = ordered.reduce<PowerSample[]>((known, next) => withSample(known, next, keepFromMs), []);
        expect(evLoadAt(kept, keepFromMs + laterMs)).toBe(evLoadAt(whole, keepFromMs + laterMs));
      }),
    );
  });
});
