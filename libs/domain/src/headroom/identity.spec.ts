import fc from 'fast-check';
import { grantableOf, headroomOf } from '.';

const kw = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('headroom, however it is metered', () => {
  it('E2: capacity − incomer + EVs − buffer is capacity − building − buffer', () => {
    fc.assert(
      fc.property(kw(0, 2_000), kw(-500, 2_000), kw(0, 1_000), kw(0, 100), (capacityKw, buildingKw, evLoadKw, bufferKw) => {
        const left = Math.max(0, capacityKw - buildingKw - bufferKw);
        const incomer = { capacityKw, bufferKw, meter: 'incomer' as const, buildingLoadKw: buildingKw + evLoadKw };
        const building = { capacityKw, bufferKw, meter: 'building' as const, buildingLoadKw: buildingKw };
        expect(headroomOf({ ...incomer, evLoadKw }).headroomKw).toBeCloseTo(left, 6);
        expect(headroomOf({ ...building, evLoadKw }).headroomKw).toBeCloseTo(left, 6);
        const seen = { evLoadAtMeterKw: evLoadKw, meterStale: false };
        expect(grantableOf({ ...incomer, ...seen }).grantableKw).toBeCloseTo(left, 6);
        expect(grantableOf({ ...building, ...seen }).grantableKw).toBeCloseTo(left, 6);
      }),
    );
  });
});
