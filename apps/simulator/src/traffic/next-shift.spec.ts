import { nextShift, shiftAt } from './next-shift';

const at = (iso: string) => Date.parse(iso);
const monday = { vehicleId: 'd.van1', weekday: 1, departLocal: '06:30', returnLocal: '16:00', energyKwh: 10 };
const nightly = { ...monday, weekday: 2, departLocal: '22:00', returnLocal: '04:00' };

describe('the shift of a van', () => {
  it('is the next one in local time, summer and winter', () => {
    expect(nextShift([monday], 'Europe/London', at('2026-07-05T12:00:00Z'))?.departMs).toBe(at('2026-07-06T05:30:00Z'));
    expect(nextShift([monday], 'Europe/London', at('2026-11-22T12:00:00Z'))?.departMs).toBe(at('2026-11-23T06:30:00Z'));
  });
  it('is next week when today’s has begun', () =>
    expect(nextShift([monday], 'Europe/London', at('2026-11-23T06:30:00Z'))?.departMs).toBe(at('2026-11-30T06:30:00Z')));
  it('may end on the day after', () =>
    expect(nextShift([nightly], 'Europe/London', at('2026-11-23T12:00:00Z'))?.returnMs).toBe(at('2026-11-25T04:00:00Z')));
  it('is none for a van without a schedule', () => expect(nextShift([], 'Europe/London', at('2026-11-23T12:00:00Z'))).toBeNull());
  it('goes on while the van is out, over midnight too', () => {
    expect(shiftAt([nightly], 'Europe/London', at('2026-11-25T03:59:00Z'))?.schedule).toBe(nightly);
    expect(shiftAt([nightly], 'Europe/London', at('2026-11-25T04:00:00Z'))).toBeNull();
  });
});
