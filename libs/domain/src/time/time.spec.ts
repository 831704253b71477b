import fc from 'fast-check';
import {
  addDays,
  daysInRange,
  halfHourIndexOf,
  halfHoursOf,
  isoWeekday,
  isTimeZone,
  localDateOf,
  localTimeAt,
  localTimeOf,
  localTimesAt,
  minuteOfDayOf,
} from '.';

const LONDON = 'Europe/London';
const NEW_YORK = 'America/New_York';
const at = (instant: string) => Date.parse(instant);

describe('local dates and times', () => {
  it.each([
    ['2026-07-01T22:59:00Z', LONDON, '2026-07-01', '23:59'],
    ['2026-07-01T23:00:00Z', LONDON, '2026-07-02', '00:00'],
    ['2026-11-22T23:59:59Z', LONDON, '2026-11-22', '23:59'],
    ['2026-11-23T02:30:00Z', NEW_YORK, '2026-11-22', '21:30'],
    ['2026-11-22T18:20:00Z', 'Asia/Kathmandu', '2026-11-23', '00:05'],
    ['1969-12-31T22:59:59Z', LONDON, '1969-12-31', '23:59'],
  ])('%s in %s is %s %s', (instant, zone, date, time) => {
    expect([localDateOf(at(instant), zone), localTimeOf(at(instant), zone)]).toEqual([date, time]);
  });

  it.each([
    ['an ordinary winter morning', '2026-11-23', '06:30', LONDON, '2026-11-23T06:30:00Z'],
    ['an ordinary summer morning', '2026-07-01', '06:30', LONDON, '2026-07-01T05:30:00Z'],
    ['a time skipped in spring becomes the moment of the change', '2026-03-29', '01:30', LONDON, '2026-03-29T01:00:00Z'],
    ['the first time after the skipped hour', '2026-03-29', '02:00', LONDON, '2026-03-29T01:00:00Z'],
    ['a time shown twice in autumn is the first', '2026-10-25', '01:30', LONDON, '2026-10-25T00:30:00Z'],
    ['the first time after the repeated hour', '2026-10-25', '02:00', LONDON, '2026-10-25T02:00:00Z'],
    ['skipped in New York', '2026-03-08', '02:45', NEW_YORK, '2026-03-08T07:00:00Z'],
    ['shown twice in New York', '2026-11-01', '01:15', NEW_YORK, '2026-11-01T05:15:00Z'],
    ['a midnight that is skipped in Santiago', '2026-09-06', '00:00', 'America/Santiago', '2026-09-06T04:00:00Z'],
  ])('%s', (_says, date, time, zone, instant) => {
    expect(new Date(localTimeAt(date, time, zone)).toISOString()).toBe(new Date(instant).toISOString());
  });

  it('tells both moments of a time shown twice, and none of a skipped one', () => {
    expect(localTimesAt('2026-10-25', '01:30', LONDON)).toEqual([at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')]);
    expect(localTimesAt('2026-03-29', '01:30', LONDON)).toEqual([]);
    expect(localTimesAt('2026-03-29', '00:59', LONDON)).toHaveLength(1);
  });

  it('never lets a later local time be an earlier moment, on any day (law)', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    const zones = fc.constantFrom(LONDON, NEW_YORK, 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kathmandu', 'Pacific/Apia');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), minutes, minutes, zones, (day, one, other, zone) => {
        const date = addDays('2020-01-01', day);
        const [early, late] = [clock(Math.min(one, other)), clock(Math.max(one, other))];
        expect(localTimeAt(date, early, zone)).toBeLessThanOrEqual(localTimeAt(date, late, zone));
      }),
    );
  });

  it('shows on the wall the time that was asked for, wherever the wall shows it at all (law)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom(LONDON, NEW_YORK),
        (day, minute, zone) => {
          const date = addDays('2020-01-01', day);
          for (const ms of localTimesAt(date, clock(minute), zone)) {
            expect(localDateOf(ms, zone)).toBe(date);
            expect(localTimeOf(ms, zone)).toBe(clock(minute));
          }
        },
      ),
    );
  });
});

describe('half-hours of a day', () => {
  it.each([
    ['an ordinary day', '2026-11-23', LONDON, 48],
    ['the spring day in London', '2026-03-29', LONDON, 46],
    ['the autumn day in London', '2026-10-25', LONDON, 50],
    ['the spring day in New York', '2026-03-08', NEW_YORK, 46],
    ['the autumn day in New York', '2026-11-01', NEW_YORK, 50],
    ['the spring day on Lord Howe, which changes by half an hour', '2026-10-04', 'Australia/Lord_Howe', 47],
    ['the autumn day on Lord Howe', '2026-04-05', 'Australia/Lord_Howe', 49],
    ['the day that begins at one in the morning', '2026-09-06', 'America/Santiago', 46],
    ['the day that Samoa left out', '2011-12-30', 'Pacific/Apia', 0],
  ])('%s, %s in %s, has %i', (_says, date, zone, count) => {
    expect(halfHoursOf(date, zone)).toHaveLength(count);
  });

  it('leaves out the half-hours of the skipped hour in spring', () => {
    expect(
      halfHoursOf('2026-03-29', LONDON)
        .map((half) => half.index)
        .slice(0, 4),
    ).toEqual([0, 1, 4, 5]);
  });

  it('has the half-hours of the repeated hour twice in autumn', () => {
    expect(
      halfHoursOf('2026-10-25', LONDON)
        .map((half) => half.index)
        .slice(0, 8),
    ).toEqual([0, 1, 2, 3, 2, 3, 4, 5]);
    expect(halfHourIndexOf(at('2026-10-25T00:45:00Z'), LONDON)).toBe(halfHourIndexOf(at('2026-10-25T01:45:00Z'), LONDON));
  });

  it('follow one another without a gap, from midnight to midnight (law)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), fc.constantFrom(LONDON, NEW_YORK, 'Asia/Kathmandu'), (day, zone) => {
        const date = addDays('2020-01-01', day);
        const halfHours = halfHoursOf(date, zone);
        expect(halfHours[0]?.from).toBe(localTimeAt(date, '00:00', zone));
        expect(halfHours.at(-1)?.until).toBe(halfHoursOf(addDays(date, 1), zone)[0]?.from);
        halfHours.slice(1).forEach((half, before) => {
          expect(half.from).toBe(halfHours[before]?.until);
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('calendar', () => {
  it('goes over month and leap year ends, forwards and backwards', () => {
    expect([addDays('2026-11-30', 1), addDays('2028-02-28', 1), addDays('2026-01-01', -1)]).toEqual([
      '2026-12-01',
      '2028-02-29',
      '2025-12-31',
    ]);
  });

  it('counts weekdays from Monday 1 to Sunday 7', () => {
    expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(isoWeekday)).toEqual([1, 6, 7]);
  });

  it('lets a range end on a day that its month does not have', () => {
    expect(daysInRange('2026-04-01', '2026-04-31')).toBe(31);
  });

  it('counts the days of a range with both its ends', () => {
    expect([
      daysInRange('2026-11-23', '2026-11-23'),
      daysInRange('2026-03-28', '2026-03-30'),
      daysInRange('2026-11-23', '2026-11-22'),
    ]).toEqual([1, 3, 0]);
  });
});

describe('what is not a time', () => {
  it('names a zone that does not exist', () => {
    expect(() => localDateOf(0, 'Europe/Lundon')).toThrow("unknown time zone: 'Europe/Lundon'");
    expect([isTimeZone('Europe/Lundon'), isTimeZone(''), isTimeZone(LONDON)]).toEqual([false, false, true]);
  });

  it.each(['2026-02-30', '2026-13-01', '26-01-01', '', 'tomorrow'])('names an impossible date: %s', (date) => {
    expect(() => addDays(date, 1)).toThrow(`not a date: '${date}'`);
  });

  it.each(['24:00', '6:30', '06:60', ''])('names an impossible time of day: %s', (time) => {
    expect(() => minuteOfDayOf(time)).toThrow(`not a time of day: '${time}'`);
  });

  it('refuses a moment that is not a number', () => {
    expect(() => localDateOf(Number.NaN, LONDON)).toThrow('not a moment in time');
  });
});

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
