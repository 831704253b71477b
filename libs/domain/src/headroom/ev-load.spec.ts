import fc from 'fast-check';
import { evLoadOf, evLoadRangeAt, evLoadRangeOfSocketsAt, evLoadWithin, type PowerSample, withSample } from '.';

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

describe('what a van may have drawn when the meter was read', () => {
  const ramp = [sample(100_000, 0), sample(200_000, 7), sample(300_000, 2)];

  it.each([
    ['exactly at a measure', 200_000, 7, 7],
    ['between two measures while it ramped up', 150_000, 0, 7],
    ['between two measures while it fell', 250_000, 2, 7],
    ['after the last measure: that one', 900_000, 2, 2],
    ['before the first measure: it may not have been there', 50_000, 0, 0],
  ])('%s', (_says, atMs, lowKw, highKw) => {
    expect(evLoadRangeAt(ramp, atMs)).toEqual({ lowKw, highKw });
  });

  it('may not have been there before it was first measured', () => {
    expect(evLoadRangeAt([sample(100_000, 7)], 50_000)).toEqual({ lowKw: 0, highKw: 7 });
  });

  it('is anything from its last measure to what it was told, until a measure has settled it', () => {
    const told = (atMs: number, kw: number): PowerSample => ({ atMs, kw, told: true });
    const cut = [sample(100_000, 7), told(110_000, 1.4)];
    expect(evLoadRangeAt(cut, 109_000)).toEqual({ lowKw: 7, highKw: 7 });
    expect(evLoadRangeAt(cut, 115_000)).toEqual({ lowKw: 1.4, highKw: 7 });
    const measuredTooSoon = withSample(cut, sample(118_000, 5), 0);
    expect(evLoadRangeAt(measuredTooSoon, 120_000)).toEqual({ lowKw: 1.4, highKw: 5 });
    const settled = withSample(measuredTooSoon, sample(160_000, 1.3), 0);
    expect(evLoadRangeAt(settled, 161_000)).toEqual({ lowKw: 1.3, highKw: 1.3 });
  });

  it('counts a lost socket as it was up to when it was last heard; from then on it may have stopped', () => {
    const lost = { lost: true, history: [sample(100, 7), sample(200, 7)] };
    const heard = { lost: false, history: [sample(100, 3)] };
    expect(evLoadRangeOfSocketsAt([lost, heard], 200)).toEqual({ lowKw: 10, highKw: 10 });
    expect(evLoadRangeOfSocketsAt([lost, heard], 201)).toEqual({ lowKw: 3, highKw: 10 });
    expect(evLoadRangeOfSocketsAt([{ lost: true, history: [] }], 200)).toEqual({ lowKw: 0, highKw: 0 });
  });

  it('holds every measure and unsettled setpoint around the moment (law)', () => {
    const samples = fc.array(
      fc.record({ atMs: fc.integer({ min: 0, max: 100_000 }), kw: fc.double({ min: 0, max: 43, noNaN: true }), isTold: fc.boolean() }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(samples, fc.integer({ min: 0, max: 100_000 }), (unordered, atMs) => {
        const history = unordered.reduce<PowerSample[]>(
          (known, { isTold, ...next }) => withSample(known, isTold ? { ...next, told: true } : next, Number.NEGATIVE_INFINITY),
          [],
        );
        const { lowKw, highKw } = evLoadRangeAt(history, atMs);
        expect(lowKw).toBeLessThanOrEqual(highKw);
        const before = history.filter((known) => !known.told && known.atMs <= atMs).at(-1);
        if (before) expect(lowKw <= before.kw && before.kw <= highKw).toBe(true);
      }),
    );
  });
});

describe('what an incomer meter counted as vans', () => {
  const unsure = { lowKw: 10, highKw: 20 };
  it.each([
    ['as much as leaves the building where it was', 55, 40, 15],
    ['no more than the vans can have drawn: the building grew', 70, 40, 20],
    ['no less than they must have drawn: the building shrank', 45, 40, 10],
    ['the least, while nothing is known of the building', 55, null, 10],
  ])('%s', (_says, incomerKw, believedKw, evKw) => {
    expect(evLoadWithin(unsure, incomerKw, believedKw)).toBe(evKw);
  });
});

describe('remembering what a socket drew', () => {
  it('puts a late report in its place and takes the second of one moment', () => {
    const history = [sample(100, 1), sample(300, 3)];
    expect(withSample(history, sample(200, 2), 0)).toEqual([sample(100, 1), sample(200, 2), sample(300, 3)]);
    expect(withSample(history, sample(300, 9), 0)).toEqual([sample(100, 1), sample(300, 9)]);
  });

  it('forgets what is too old, but not what held when the kept time began', () => {
    const history = [sample(100_000, 1), sample(200_000, 2), sample(300_000, 3)];
    expect(withSample(history, sample(400_000, 4), 250_000)).toEqual([sample(200_000, 2), sample(300_000, 3), sample(400_000, 4)]);
    expect(withSample([sample(100_000, 1)], sample(400_000, 4), 1_000_000)).toEqual([sample(400_000, 4)]);
  });

  it('tells the same of any moment in the kept time, whatever it forgot (law)', () => {
    const samples = fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 100 }), kw: fc.integer({ min: 0, max: 43 }) }), { minLength: 1 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (unordered, keepFromMs, laterMs) => {
        const ordered = [...unordered].sort((a, b) => a.atMs - b.atMs);
        const whole = ordered.reduce<PowerSample[]>((known, next) => withSample(known, next, Number.NEGATIVE_INFINITY), []);
        const kept = ordered.reduce<PowerSample[]>((known, next) => withSample(known, next, keepFromMs), []);
        expect(evLoadRangeAt(kept, keepFromMs + laterMs)).toEqual(evLoadRangeAt(whole, keepFromMs + laterMs));
      }),
    );
  });
});
