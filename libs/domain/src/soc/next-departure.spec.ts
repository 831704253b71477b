import fc from 'fast-check';
import { nextDeparture, type Schedule, schedulesByVehicle } from '.';

const LONDON = 'Europe/London';
const at = (instant: string) => Date.parse(instant);
const row = (weekday: number, departLocal = '06:30', returnLocal = '16:00'): Schedule => ({
  vehicleId: 'd.van07',
  weekday,
  departLocal,
  returnLocal,
  targetSocPct: 100,
});
const weekdays = [1, 2, 3, 4, 5].map((weekday) => row(weekday));
/** When van07 leaves next, in UTC; null: not in the next two working days. 2026-11-23 is a Monday. */
function leaves(schedules: readonly Schedule[], now: string, zone = LONDON): string | null {
  const departure = nextDeparture(schedules, 'd.van07', at(now), zone);
  return departure && new Date(departure.departAtMs).toISOString().slice(0, 16);
}

describe('the next departure of a van', () => {
  it.each([
    ['this morning, while it is still early', weekdays, '2026-11-23T05:00:00Z', '2026-11-23T06:30'],
    ['tomorrow, in the minute when it should have left', weekdays, '2026-11-23T06:30:00Z', '2026-11-24T06:30'],
    ['Monday, on a Friday evening', weekdays, '2026-11-27T18:00:00Z', '2026-11-30T06:30'],
    ['Monday, on a Sunday', weekdays, '2026-11-29T12:00:00Z', '2026-11-30T06:30'],
    ['Saturday, for the van that works on Saturdays', [...weekdays, row(6)], '2026-11-27T18:00:00Z', '2026-11-28T06:30'],
    ['the day after tomorrow, for the van that shares its socket', [row(3)], '2026-11-23T18:00:00Z', '2026-11-25T06:30'],
    ['Tuesday, two working days after Friday', [row(2)], '2026-11-27T18:00:00Z', '2026-12-01T06:30'],
    ['the earlier of two shifts', [row(1, '14:00', '22:00'), row(1)], '2026-11-23T05:00:00Z', '2026-11-23T06:30'],
    ['the later shift, once the first has gone', [row(1, '14:00', '22:00'), row(1)], '2026-11-23T07:00:00Z', '2026-11-23T14:00'],
    ['at the moment of the change, if set for the hour left out in spring', [row(7, '01:30')], '2026-03-28T12:00:00Z', '2026-03-29T01:00'],
    ['the first time, if set for the hour that comes twice in autumn', [row(7, '01:30')], '2026-10-24T12:00:00Z', '2026-10-25T00:30'],
  ])('is %s', (_says, schedules, now, departs) => {
    expect(leaves(schedules, now)).toBe(departs);
  });

  it('is none beyond two working days, and none of another van', () => {
    expect(leaves([row(4)], '2026-11-23T18:00:00Z')).toBeNull();
    expect(leaves([{ ...row(2), vehicleId: 'd.van08' }], '2026-11-23T18:00:00Z')).toBeNull();
    expect(leaves([], '2026-11-23T18:00:00Z')).toBeNull();
  });

  it('goes by the date at the depot, not in Greenwich', () => {
    expect(leaves([row(1)], '2026-11-23T23:00:00Z', 'Australia/Sydney')).toBeNull();
    expect(leaves([row(1)], '2026-11-22T19:00:00Z', 'Australia/Sydney')).toBe('2026-11-22T19:30');
  });

  it('says when the van is back, the next day after a night shift, and what it needs', () => {
    const night = { ...row(1, '21:00', '05:00'), targetSocPct: undefined, energyKwh: 22 };
    expect(nextDeparture([night], 'd.van07', at('2026-11-23T12:00:00Z'), LONDON)).toEqual({
      departAtMs: at('2026-11-23T21:00:00Z'),
      returnAtMs: at('2026-11-24T05:00:00Z'),
      energyKwh: 22,
    });
    expect(nextDeparture(weekdays, 'd.van07', at('2026-11-23T05:00:00Z'), LONDON)).toMatchObject({
      returnAtMs: at('2026-11-23T16:00:00Z'),
      targetSocPct: 100,
    });
  });

  it('is found at any time for a van that leaves every weekday, within four days and after now (law)', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') }), (nowMs) => {
        const aheadMs = (nextDeparture(weekdays, 'd.van07', nowMs, LONDON)?.departAtMs ?? Number.NaN) - nowMs;
        expect(aheadMs).toBeGreaterThan(0);
        expect(aheadMs).toBeLessThanOrEqual((3 * 24 + 1) * 3_600_000);
      }),
    );
  });
});

it('sorts the schedules of a depot by van', () => {
  const other = { ...row(1), vehicleId: 'd.van08' };
  expect(schedulesByVehicle([row(1), other, row(2)])).toEqual(
    new Map([
      ['d.van07', [row(1), row(2)]],
      ['d.van08', [other]],
    ]),
  );
});
