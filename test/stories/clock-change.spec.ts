import { type Setting, WholeDepot } from './whole-depot';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The simulated building wavers by a few per cent; its buffer is 2 kW. */
const WAVER_KW = 2;
/** From 01:00 to 02:00 on the depot's clock the connection is lent out but for 35 kW, 20 of which the building takes. */
const lentOut = {
  id: 'small-hours',
  connectionId: 'main',
  name: 'Small hours',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  limitsKw: Array.from({ length: 48 }, (_, halfHour) => (halfHour === 2 || halfHour === 3 ? 35 : null)),
};
const night = (startsAt: string): Setting => ({
  startsAt,
  sockets: 8,
  capacityKw: 60,
  buildingKw: 20,
  plans: { profiledConnections: [lentOut] },
});

jest.setTimeout(120_000);

describe('what the vans draw in the night of the clock change', () => {
  let whole: WholeDepot;
  afterEach(() => whole.close());

  /** The most that the vans drew in each of the next half-hours, kW. */
  const peaksKw = async (halfHours: number) => {
    const peaks: number[] = [];
    for (let passed = 0; passed < halfHours; passed++) {
      whole.takePeakKw();
      await whole.pass(HOUR / 2 - 1_000);
      peaks.push(whole.takePeakKw());
      await whole.pass(1_000);
    }
    return peaks;
  };
  const isLentOut = (kw: number) => kw <= 35 - 20 + WAVER_KW;

  it('is held down twice in autumn, for the hour comes twice', async () => {
    whole = await WholeDepot.open(night('2026-10-24T23:00:00.000Z'));
    await whole.pass(HOUR / 2);
    expect((await peaksKw(7)).map(isLentOut)).toEqual([false, true, true, true, true, false, false]);
  });

  it('is not held down in spring, for the hour is left out', async () => {
    whole = await WholeDepot.open(night('2026-03-28T23:30:00.000Z'));
    await whole.pass(HOUR / 2);
    expect((await peaksKw(5)).map(isLentOut)).toEqual([false, false, false, false, false]);
  });
});
