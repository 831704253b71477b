import { at, between, read, redBand, winter } from './agreements.fixture';

describe('on the days when the clocks change', () => {
  it('keeps to the depot clock in spring', () => {
    const spring = { fromMs: at('2026-03-28T00:00:00Z'), untilMs: at('2026-03-30T00:00:00Z') };
    const summer = { ...winter, id: 'all-year', validFrom: '2026-01-01' };
    expect(read({ ...spring, profiledConnections: [summer] })).toEqual([
      '28T00:00 209 asc',
      '28T16:00 120 profile:all-year',
      '28T19:00 209 asc',
      '29T15:00 120 profile:all-year',
      '29T18:00 209 asc',
    ]);
  });

  it('does not hold in spring what was agreed for the hour that is left out', () => {
    const spring = { fromMs: at('2026-03-29T00:00:00Z'), untilMs: at('2026-03-29T04:00:00Z') };
    const profile = { ...winter, validFrom: '2026-01-01', limitsKw: between(2, 4, 10) };
    expect(
      read({
        ...spring,
        profiledConnections: [profile],
        tariff: { reductions: [{ ...redBand, fromLocal: '01:00', untilLocal: '02:00' }] },
      }),
    ).toEqual(['29T00:00 209 asc']);
  });

  it('holds twice in autumn what was agreed for the hour that comes twice', () => {
    const autumn = { fromMs: at('2026-10-24T23:00:00Z'), untilMs: at('2026-10-25T04:00:00Z') };
    expect(read({ ...autumn, profiledConnections: [{ ...winter, limitsKw: between(2, 3, 10) }] })).toEqual([
      '24T23:00 209 asc',
      '25T00:00 10 profile:winter',
      '25T00:30 209 asc',
      '25T01:00 10 profile:winter',
      '25T01:30 209 asc',
    ]);
    expect(read({ ...autumn, tariff: { reductions: [{ ...redBand, fromLocal: '01:10', untilLocal: '01:50' }] } })).toEqual([
      '24T23:00 209 asc',
      '25T00:10 179 tariff:red',
      '25T00:50 209 asc',
      '25T01:10 179 tariff:red',
      '25T01:50 209 asc',
    ]);
  });

  it('gives a single date its own midnight to midnight', () => {
    const autumnDay = { ...winter, validFrom: '2026-10-25', validTo: '2026-10-25', limitsKw: between(0, 48, 50) };
    expect(read({ fromMs: at('2026-10-24T12:00:00Z'), untilMs: at('2026-10-26T12:00:00Z'), profiledConnections: [autumnDay] })).toEqual([
      '24T12:00 209 asc',
      '24T23:00 50 profile:winter',
      '26T00:00 209 asc',
    ]);
  });
});
