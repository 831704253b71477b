import fc from 'fast-check';
import { type EnergyTrust, energyAfter, noEnergyYet, powerOfEnergyW } from './energy-trust';

const RATED_W = 7_360;
const MINUTE_MS = 60_000;
const heard = (...whs: number[]): EnergyTrust =>
  whs.reduce((trust, wh, minute) => energyAfter(trust, { atMs: minute * MINUTE_MS, wh }, RATED_W).trust, noEnergyYet);
const believed = (trust: EnergyTrust) => trust.trail.at(-1)?.wh;

describe('the energy register of a socket', () => {
  it('is believed while it counts on', () => expect(believed(heard(1_000, 1_120, 1_240))).toBe(1_240));

  it('is not believed when it goes backwards once', () => {
    expect(believed(heard(1_000, 900))).toBe(1_000);
    expect(believed(heard(1_000, 900, 1_200))).toBe(1_200);
  });

  it('is not believed when it leaps further than the socket can give (C6)', () => expect(believed(heard(0, 907_559, 100))).toBe(100));

  it('is believed anew when a second reading confirms that the register was changed, and says by how much', () => {
    const { trust, shiftWh } = energyAfter(heard(12_000, 0), { atMs: 2 * MINUTE_MS, wh: 120 }, RATED_W);
    expect([believed(trust), shiftWh]).toEqual([120, -12_000]);
  });

  it('may count a long silence in one step', () => {
    const { trust } = energyAfter(heard(1_000), { atMs: 120 * MINUTE_MS, wh: 15_000 }, RATED_W);
    expect(believed(trust)).toBe(15_000);
  });

  it('is never believed backwards while no register is changed, whatever comes (law)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -60, max: 300 }), fc.integer({ min: 0, max: 20_000 })), { maxLength: 40 }),
        (readings) => {
          let trust = noEnergyYet;
          let atMs = 0;
          for (const [seconds, wh] of readings) {
            atMs = Math.max(0, atMs + seconds * 1_000);
            const before = believed(trust) ?? 0;
            const after = energyAfter(trust, { atMs, wh }, RATED_W);
            expect(believed(after.trust)).toBeGreaterThanOrEqual(before + Math.min(0, after.shiftWh));
            const powerW = powerOfEnergyW(after.trust.trail, RATED_W);
            if (powerW !== null) expect(powerW).toBeLessThanOrEqual(RATED_W);
            trust = after.trust;
          }
        },
      ),
    );
  });
});

describe('power from energy alone (A8)', () => {
  it('is not known from one reading', () => expect(powerOfEnergyW(heard(1_000).trail, RATED_W)).toBeNull());

  it('is what was counted over time', () => expect(powerOfEnergyW(heard(1_000, 1_100).trail, RATED_W)).toBe(6_000));

  it('falls at once when nothing is counted any more', () => expect(powerOfEnergyW(heard(1_000, 1_100, 1_100).trail, RATED_W)).toBe(0));

  it('does not swing up with a register of 100 Wh steps (B6)', () => {
    const trail = [0, 200, 500, 700].map((wh, step) => ({ atMs: step * 2 * MINUTE_MS, wh }));
    expect(powerOfEnergyW(trail.slice(0, 3), RATED_W)).toBe(7_360);
    expect(powerOfEnergyW(trail, RATED_W)).toBe(6_000);
  });

  it('is not made of two readings a second apart', () => {
    expect(
      powerOfEnergyW(
        [
          { atMs: 0, wh: 0 },
          { atMs: 1_000, wh: 100 },
        ],
        RATED_W,
      ),
    ).toBeNull();
  });
});
