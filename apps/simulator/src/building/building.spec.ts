import { buildingLoadKw, isFeedGap, scaleToMeanKw } from './building-load';
import { hourIndexOf, hourlySeriesOf } from './hourly-series';
import { recordedBuilding } from './recordings';

const MINUTE_MS = 60_000;
const hourlyKw = recordedBuilding('b112');
const building = { hourlyKw, scale: 1, seed: 1 };

describe('a recorded building', () => {
  it('has a year of hours, of which 45 are gaps in the feed', () => {
    expect(hourlyKw).toHaveLength(8_760);
    expect(hourlyKw.filter((kw) => kw === null)).toHaveLength(45);
  });

  it('finds the same month, day and hour in any year', () => {
    expect(hourIndexOf(Date.UTC(2026, 0, 1))).toBe(0);
    expect(hourIndexOf(Date.UTC(2019, 11, 31, 23))).toBe(8_759);
    expect(hourIndexOf(Date.UTC(2028, 1, 29, 12))).toBe(hourIndexOf(Date.UTC(2019, 1, 28, 12)));
  });

  it('keeps the recorded mean of a day', () => {
    const day = Date.UTC(2018, 8, 3);
    const minutes = Array.from({ length: 1_440 }, (_, minute) => buildingLoadKw(building, day + minute * MINUTE_MS));
    const recorded = hourlyKw.slice(hourIndexOf(day), hourIndexOf(day) + 24) as number[];
    expect(mean(minutes) / mean(recorded)).toBeCloseTo(1, 1);
  });

  it('still draws while its meter is silent', () => {
    const gap = hourlyKw.indexOf(null);
    const inGap = Date.UTC(2019, 0, 1) + gap * 3_600_000 + 1_800_000;
    expect(isFeedGap(building, inGap)).toBe(true);
    expect(buildingLoadKw(building, inGap)).toBeGreaterThan(0);
  });

  it('never jumps: a noisy minute moves it by less than a sixth', () => {
    for (let minute = 0; minute < 10_000; minute++) {
      const ms = Date.UTC(2018, 6, 2) + minute * MINUTE_MS;
      const kw = buildingLoadKw(building, ms);
      expect(Math.abs(buildingLoadKw(building, ms + MINUTE_MS) - kw)).toBeLessThan(kw / 6);
    }
  });

  it('is the same for the same seed and another for another', () => {
    const at = Date.UTC(2018, 6, 2, 12);
    expect(buildingLoadKw(building, at)).toBe(buildingLoadKw({ ...building }, at));
    expect(buildingLoadKw(building, at)).not.toBe(buildingLoadKw({ ...building, seed: 2 }, at));
  });

  it('may export from its roof', () => {
    const solar = { ...building, hourlyKw: Array(8_760).fill(-5) };
    expect(buildingLoadKw(solar, Date.UTC(2018, 6, 2, 12))).toBeLessThan(0);
  });

  it('is scaled to a mean', () => expect(mean(hourlyKw.filter((kw) => kw !== null)) * scaleToMeanKw(hourlyKw, 100)).toBeCloseTo(100, 6));

  it('says which line of a recording cannot be read', () => {
    expect(() => hourlySeriesOf('datetime,kWh\n2019-01-01 00:00:00,lots\n', true)).toThrow('line 2: "lots" is not a number');
    expect(() => hourlySeriesOf('datetime,kWh\n2019-01-01 00:00:00,1\n2019-01-01 02:00:00,1\n', true)).toThrow(
      'line 3: expected the hour after',
    );
  });
});

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
