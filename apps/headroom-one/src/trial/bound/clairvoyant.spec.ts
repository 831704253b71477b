import { trialCaseOf } from '../run/trial-case-of';
import { clairvoyantOf } from './clairvoyant';

const fromMs = Date.parse('2018-07-02T11:00:00.000Z');
const HOUR_MS = 3_600_000;

/** One van for two hours, 57 kW with a building in front of it, and prices that halve after the first hour. */
const caseWith = (buildingKw: number, energyKwh: number) =>
  trialCaseOf({
    sessions: [{ site: 'Depot', chargePoint: 'cp1', connector: '1', startMs: fromMs, endMs: fromMs + 2 * HOUR_MS, energyKwh }],
    building: Array(8_760).fill(buildingKw),
    prices: Array.from({ length: 8_760 }, (_, hour) => (hour % 2 === 0 ? 0.2 : 0.4)),
    capacityKva: 60,
    days: { firstDate: '2018-07-02', count: 1, fromMs, untilMs: fromMs + 2 * HOUR_MS },
    zone: 'Europe/London',
    seed: 1,
  });

describe('who knows everything beforehand', () => {
  it('charges in the cheap hour where that is long enough', () => {
    const bound = clairvoyantOf(caseWith(10, 7));
    expect(bound).toMatchObject({ unmetKwh: 0 });
    expect(bound?.cost).toBeCloseTo(7 * 0.2, 1);
  });

  it('pays the dear one only for the rest', () => expect(clairvoyantOf(caseWith(10, 10))?.cost).toBeCloseTo(7.36 * 0.2 + 2.64 * 0.4, 1));

  it('cannot charge either where the building leaves nothing', () => {
    const bound = clairvoyantOf(caseWith(80, 7));
    expect(bound?.chargedKwh).toBe(0);
    expect(bound?.unmetKwh).toBeCloseTo(7, 1);
  });
});
