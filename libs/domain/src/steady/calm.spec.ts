import { calmLimitKw, type LoadLately, mustGoOn, onOffNow, pausedUntilMs, withLoad } from './index';

const MINUTE = 60_000;
/** A connection that has 100 kW for vans and building together. */
const after = (...readings: [minute: number, kw: number][]): LoadLately =>
  readings.reduce<LoadLately>((lately, [minute, kw]) => withLoad(lately, kw, minute * MINUTE), []);
const limit = (lately: LoadLately, loadKw: number, outKw: number, minute: number, mostKw = 100) =>
  calmLimitKw(lately, { nowKw: Math.max(0, mostKw - loadKw), mostKw, outKw }, minute * MINUTE);

describe('a building that flickers', () => {
  it('takes amps at once when it needs them, down to a reserve', () => {
    expect(limit(after([0, 50], [5, 60]), 60, 50, 5)).toBeCloseTo(39.6);
  });

  it('gives amps back only when they have been free for two minutes', () => {
    const lately = after([0, 60], [5, 50]);
    expect(limit(lately, 50, 39, 6)).toBeCloseTo(39.6);
    expect(limit(lately, 50, 39, 7.1)).toBeCloseTo(50);
  });

  it('leaves what is out as it is while that still fits: the reserve is there to be used', () => {
    expect(limit(after([0, 50], [5, 50.5]), 50.5, 49.3, 5)).toBe(49.3);
  });

  it('needs no reserve while it stands still, and a step of the capacity counts at once', () => {
    expect(limit(after([0, 50]), 50, 0, 5)).toBe(50);
    expect(limit(after([0, 50]), 50, 50, 5, 120)).toBe(70);
    expect(limit(after([0, 50]), 50, 50, 5, 80)).toBe(30);
  });

  it('remembers the highest of two minutes however often it is read, and no more than it needs', () => {
    let lately: LoadLately = [];
    for (let second = 0; second < 3_600; second++) lately = withLoad(lately, second === 3_500 ? 80 : 50 + (second % 7), second * 1_000);
    expect(limit(lately, 50, 0, 60)).toBeCloseTo(19.8);
    expect(lately.length).toBeLessThan(30);
  });

  it('grants nothing where nothing may be granted', () => {
    expect(limit(after([0, 100]), 100, 10, 1)).toBe(0);
    expect(limit([], 130, 10, 1)).toBe(0);
  });
});

describe('a van that has begun to charge', () => {
  it('goes on for ten minutes, and once paused stays so for three', () => {
    const off = onOffNow(undefined, 0, 0);
    const on = onOffNow(off, 16, 0);
    expect([mustGoOn(on, 9 * MINUTE), mustGoOn(on, 10 * MINUTE)]).toEqual([true, false]);
    const paused = onOffNow(on, 0, 20 * MINUTE);
    expect([pausedUntilMs(paused, 22 * MINUTE), pausedUntilMs(paused, 23 * MINUTE)]).toEqual([23 * MINUTE, null]);
  });

  it('may begin at once when it has only just been plugged in', () => {
    expect(pausedUntilMs(onOffNow(undefined, 0, 0), 1)).toBeNull();
  });
});
