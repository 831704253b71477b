import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordingsFolder } from '@headroom/simulator';
import fc from 'fast-check';
import { busiestDays, daysFrom, sessionsWithin } from './chosen-days';
import { csvRows } from './csv-rows';
import { importSessions } from './import-sessions';

const ZONE = 'Europe/London';
const header = 'start_local,end_local,site,charge_point,connector,energy_kwh';
const imported = (...rows: string[]) => importSessions([header, ...rows].join('\n'), ZONE);
const good = '2018-07-02T09:00,2018-07-02T12:00,"Depot, Dundee",50523,1,9.5';

describe('recorded sessions', () => {
  it('are read in local time, quoted commas and all', () => {
    expect(imported(good).sessions).toEqual([
      {
        site: 'Depot, Dundee',
        chargePoint: '50523',
        connector: '1',
        startMs: Date.parse('2018-07-02T08:00:00Z'),
        endMs: Date.parse('2018-07-02T11:00:00Z'),
        energyKwh: 9.5,
      },
    ]);
  });

  it.each([
    ['2018-07-02T09:00,2018-07-02T08:00,x,50523,1,9.5', 'ends before it starts, or at once'],
    ['2018-07-02T09:00,2018-07-02T09:00,x,50523,1,9.5', 'ends before it starts, or at once'],
    ['2018-07-02T09:00,2018-07-02T12:00,x,50523,1,0', 'delivered nothing'],
    ['2018-07-02T09:00,2018-07-09T09:01,x,50523,1,9.5', 'stayed for more than a week'],
    ['2018-07-02T09:00,2018-07-02T10:00,x,50523,1,7.6', 'delivered more than its socket can'],
    ['2018-07-02T09:00,,x,50523,1,9.5', 'a field is missing or cannot be read'],
    ['2018-02-30T09:00,2018-07-02T10:00,x,50523,1,9.5', 'a field is missing or cannot be read'],
    ['2018-07-02T09:00,2018-07-02T10:00,x,50523,1,lots', 'a field is missing or cannot be read'],
    ['2018-07-02T09:00,2018-07-02T10:00,x,50523,1,-3', 'a field is missing or cannot be read'],
    ['2018-07-02T09:00,2018-07-02T10:00,x,,1,3', 'a field is missing or cannot be read'],
    ['2018-07-02T09:00', 'a field is missing or cannot be read'],
  ])('are not replayed when one is like %s: %s', (row, reason) => {
    expect([...imported(row).rejected]).toEqual([[reason, 1]]);
  });

  it('are not replayed where one overlaps the one before on its connector, but may on another', () => {
    const overlapping = good.replace('T09:00', 'T10:00');
    expect([...imported(good, overlapping).rejected]).toEqual([['overlaps the one before on its connector', 1]]);
    expect(imported(good, overlapping.replace(',1,', ',2,')).sessions).toHaveLength(2);
  });

  it('do not block their connector when they are not believed themselves', () => {
    const month = '2018-07-01T09:00,2018-07-31T12:00,x,50523,1,9.5';
    expect(imported(month, good).sessions).toHaveLength(1);
  });

  it('need their columns', () =>
    expect(() => importSessions('start_local,site\nx,y', ZONE)).toThrow('lack the columns end_local, charge_point'));

  it('are all accounted for: kept or rejected with a reason, whatever is in the rows (law)', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('2018-07-02T09:00', '2018-07-02T12:00', '1', '', '"', '-1', 'NaN', '1e400'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 20 }), (rows) => {
        const { rowCount, sessions, rejected } = imported(...rows.map((row) => row.join(',')));
        expect(sessions.length + [...rejected.values()].reduce((sum, count) => sum + count, 0)).toBe(rowCount);
      }),
    );
  });
});

describe('the Dundee recording', () => {
  const dundee = importSessions(readFileSync(join(recordingsFolder, 'fleet-sessions-dundee-2017-2018.csv'), 'utf8'), ZONE);

  it('keeps most of what can be believed and accounts for all 9,573 rows', () => {
    expect(dundee.rowCount).toBe(9_573);
    // 464 rows do; one of them also says that it delivered -75 kWh, which cannot be read.
    expect(dundee.rejected.get('ends before it starts, or at once')).toBe(463);
    expect(dundee.sessions.length).toBeGreaterThan(5_000);
    expect(dundee.sessions.length + [...dundee.rejected.values()].reduce((sum, count) => sum + count, 0)).toBe(9_573);
  });

  it('has a busiest week', () => {
    const days = busiestDays(dundee.sessions, 7, ZONE);
    expect(days?.count).toBe(7);
    expect(sessionsWithin(dundee.sessions, days as NonNullable<typeof days>).length).toBeGreaterThan(100);
  });
});

describe('days', () => {
  it('are local, so that one in March has 23 hours', () => {
    const { fromMs, untilMs } = daysFrom('2018-03-25', 1, ZONE);
    expect((untilMs - fromMs) / 3_600_000).toBe(23);
  });
  it('are none where nothing was recorded', () => expect(busiestDays([], 7, ZONE)).toBeNull());
  it('leave out what begins before or ends after them', () => {
    const { sessions } = imported(good, good.replaceAll('07-02', '07-03').replace('T12:00', 'T23:59').replace(',1,', ',2,'));
    expect(sessionsWithin(sessions, daysFrom('2018-07-02', 1, ZONE))).toHaveLength(1);
  });
});

describe('comma-separated rows', () => {
  it('may have quotes within quotes, carriage returns and a byte-order mark', () =>
    expect(csvRows('\uFEFFa,b\r\n"say ""hi"", twice",2\r\n')).toEqual([{ a: 'say "hi", twice', b: '2' }]));
  it('are none in an empty file', () => expect(csvRows('')).toEqual([]));
});
