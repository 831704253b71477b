import { isMeterStale, meterFreshness } from '.';

const minutes = (count: number) => count * 60_000;

it.each([
  ['just read', 0, 'fresh'],
  ['of five minutes ago, the usual', minutes(5), 'fresh'],
  ['a moment short of seven minutes', minutes(7) - 1, 'fresh'],
  ['of seven minutes ago', minutes(7), 'amber'],
  ['a moment short of ten minutes', minutes(10) - 1, 'amber'],
  ['of ten minutes ago', minutes(10), 'red'],
  ['of a clock a minute ahead', minutes(-1), 'fresh'],
  ['of next year, which would never grow old', minutes(-525_600), 'red'],
  ['that never came', null, 'red'],
  ['of no time', Number.NaN, 'red'],
] as const)('a reading %s is %s', (_says, ageMs, freshness) => {
  expect(meterFreshness(ageMs)).toBe(freshness);
  expect(isMeterStale(ageMs)).toBe(freshness !== 'fresh');
});
