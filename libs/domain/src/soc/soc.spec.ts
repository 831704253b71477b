import fc from 'fast-check';
import { carriedSoc, demandOf, neededKwh } from '.';

const pct = fc.double({ min: 0, max: 100, noNaN: true });
const kwh = fc.double({ min: 0.1, max: 200, noNaN: true });

describe('the state of charge between two telematics readings', () => {
  const reading = { socPct: 40, energyWh: 1_200_000 };

  it.each([
    ['is the reading as long as nothing was metered', reading, 1_200_000, 40],
    ['rises by what was metered, less what the charger loses', reading, 1_220_000, 70],
    ['stays the reading while the van is not plugged in', reading, null, 40],
    ['stays the reading when it was taken on the road', { socPct: 40, energyWh: null }, 1_220_000, 40],
    ['stays the reading when the meter ran backwards', reading, 1_100_000, 40],
    ['stays the reading when the meter was reset', reading, 0, 40],
    ['stays the reading when the meter jumped by more than the battery can take', reading, 9_200_000, 40],
    ['ends at 100 %', { ...reading, socPct: 90 }, 1_220_000, 100],
    ['is 0 % only where telematics says so', { ...reading, socPct: 0 }, 1_200_000, 0],
  ])('%s', (_says, known, energyNowWh, socPct) => {
    expect(carriedSoc(known, energyNowWh, 60)).toBeCloseTo(socPct, 9);
  });

  it('is not known without a reading, which is not 0 %', () => {
    expect(carriedSoc(null, 1_220_000, 60)).toBeNull();
    expect(carriedSoc({ socPct: Number.NaN, energyWh: 0 }, 0, 60)).toBeNull();
  });

  it('never falls while the meter counts on, and stays within 0 and 100 % (law)', () => {
    fc.assert(
      fc.property(pct, kwh, fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 60_000 }), (socPct, batteryKwh, first, more) => {
        const known = { socPct, energyWh: 0 };
        const [early, late] = [carriedSoc(known, first, batteryKwh), carriedSoc(known, first + more, batteryKwh)];
        expect(early).toBeGreaterThanOrEqual(socPct);
        expect(late).toBeLessThanOrEqual(100);
        const isPossible = (first + more) / 1000 <= batteryKwh / 0.9;
        if (isPossible) expect(late).toBeGreaterThanOrEqual(early ?? Number.NaN);
      }),
    );
  });
});

describe('what a van needs', () => {
  it.each([
    ['half a 60 kWh battery takes 33.3 kWh from the grid', 50, 100, 33.333_333],
    ['nothing at the target', 80, 80, 0],
    ['nothing above the target', 95, 80, 0],
    ['an empty battery takes all', 0, 100, 66.666_667],
  ])('%s', (_says, socPct, target, needed) => {
    expect(neededKwh(socPct, target, 60)).toBeCloseTo(needed, 5);
  });

  it('is not known where the state of charge is not', () => {
    expect(neededKwh(null, 100, 60)).toBeNull();
  });

  it('is just what brings the battery to its target (law)', () => {
    fc.assert(
      fc.property(pct, pct, kwh, (socPct, target, batteryKwh) => {
        const needed = neededKwh(socPct, target, batteryKwh) ?? Number.NaN;
        expect(carriedSoc({ socPct, energyWh: 0 }, needed * 1000 * (1 - 1e-12), batteryKwh)).toBeCloseTo(Math.max(socPct, target), 6);
      }),
    );
  });
});

describe('what a departure asks for', () => {
  const van = { departure: null, socPct: 50, batteryKwh: 60, energyAtPlugWh: 1_000_000, energyNowWh: 1_005_000 };

  it('is a full battery when nothing is scheduled', () => {
    expect(demandOf(van)).toEqual({ targetSocPct: 100, neededKwh: expect.closeTo(33.333, 3) });
  });

  it('is the scheduled state of charge', () => {
    expect(demandOf({ ...van, departure: { targetSocPct: 68 } })).toEqual({ targetSocPct: 68, neededKwh: expect.closeTo(12, 9) });
    expect(demandOf({ ...van, departure: { targetSocPct: 68 }, socPct: null })).toEqual({ targetSocPct: 68, neededKwh: null });
  });

  it('is the scheduled energy, less what this session has already delivered', () => {
    expect(demandOf({ ...van, departure: { energyKwh: 25 } })).toEqual({ targetSocPct: expect.closeTo(80, 9), neededKwh: 20 });
    expect(demandOf({ ...van, departure: { energyKwh: 4 } })).toEqual({ targetSocPct: 50, neededKwh: 0 });
  });

  it('is the scheduled energy even where the state of charge is not known', () => {
    expect(demandOf({ ...van, departure: { energyKwh: 25 }, socPct: null })).toEqual({ targetSocPct: 100, neededKwh: 20 });
  });

  it('is never more than the battery still takes', () => {
    expect(demandOf({ ...van, departure: { energyKwh: 45 }, socPct: 91 })).toEqual({ targetSocPct: 100, neededKwh: expect.closeTo(6, 9) });
  });

  it.each([
    ['was not read at plug-in', null, 1_005_000],
    ['is not known now', 1_000_000, null],
    ['ran backwards', 1_000_000, 900_000],
    ['jumped', 1_000_000, 900_000_000],
  ])('is all of the scheduled energy when the meter %s', (_says, energyAtPlugWh, energyNowWh) => {
    expect(demandOf({ ...van, departure: { energyKwh: 25 }, socPct: null, energyAtPlugWh, energyNowWh }).neededKwh).toBe(25);
  });
});
