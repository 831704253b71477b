import fc from 'fast-check';
import { depotTotals, grantableOf, headroomOf } from '.';

const kw = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const meters = fc.constantFrom('incomer' as const, 'building' as const);

describe('headroom by the trial formula', () => {
  it.each([
    // says, capacity, building load as metered, EV load, buffer, meter, headroom
    ['an empty depot at night', 209, 12, 0, 5, 'incomer', 192],
    ['vans charging, which the incomer counts as load', 209, 60, 48, 5, 'incomer', 192],
    ['the same depot with its meter behind the EV feeder', 209, 12, 48, 5, 'building', 192],
    ['a profile of 120 kW on a winter evening', 120, 41.25, 20.7, 5, 'incomer', 94.45],
    ['the trial before a dispatch: 206 kW', 206, 20.7, 20.7, 0, 'incomer', 206],
    ['the trial during it: 5 kW', 5, 2.73, 2.73, 0, 'incomer', 5],
    ['a 60 kVA supply under a heavy building', 57, 75, 18, 0, 'incomer', 0],
    ['a load that is exactly the capacity', 57, 52, 0, 5, 'building', 0],
    ['a load that leaves just a little', 57, 51.5, 0, 5, 'building', 0.5],
    ['rooftop solar that feeds the vans', 57, -30, 0, 5, 'building', 82],
    ['rooftop solar exporting through the incomer while vans charge', 57, -10, 20, 5, 'incomer', 82],
    ['rooftop solar that dips the load', 57, 3, 0, 5, 'building', 49],
    ['a building that draws nothing, which is not the same as unknown', 57, 0, 0, 5, 'incomer', 52],
    ['a connection that allows nothing', 0, 0, 0, 0, 'incomer', 0],
    ['a buffer larger than what is left', 57, 50, 0, 20, 'building', 0],
  ] as const)('%s', (_says, capacityKw, buildingLoadKw, evLoadKw, bufferKw, meter, headroomKw) => {
    expect(headroomOf({ capacityKw, buildingLoadKw, evLoadKw, bufferKw, meter }).headroomKw).toBeCloseTo(headroomKw, 9);
  });

  it('takes an unknown building load for the worst case, never for zero', () => {
    const unheard = { capacityKw: 209, bufferKw: 5, meter: 'incomer' as const, buildingLoadKw: null, evLoadKw: 48 };
    expect(headroomOf(unheard)).toEqual({ headroomKw: 0 });
    expect(headroomOf({ ...unheard, worstCaseLoadKw: 120 })).toEqual({ headroomKw: 84 });
    expect(headroomOf({ ...unheard, meter: 'building', worstCaseLoadKw: 120 })).toEqual({ headroomKw: 84 });
  });

  it('gives nothing on a figure that is not a number', () => {
    const sound = { capacityKw: 209, bufferKw: 5, meter: 'incomer' as const, buildingLoadKw: 60, evLoadKw: 48 };
    for (const field of ['capacityKw', 'bufferKw', 'buildingLoadKw', 'evLoadKw'] as const) {
      for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        expect(headroomOf({ ...sound, [field]: bad })).toEqual({ headroomKw: 0 });
      }
    }
  });

  it('is capacity less building less buffer, whatever the EVs draw, on either meter (law)', () => {
    fc.assert(
      fc.property(kw(0, 500), kw(-200, 500), kw(0, 300), kw(0, 50), meters, (capacityKw, building, evLoadKw, bufferKw, meter) => {
        const buildingLoadKw = meter === 'incomer' ? building + evLoadKw : building;
        const expected = Math.max(0, capacityKw - building - bufferKw);
        expect(headroomOf({ capacityKw, bufferKw, meter, buildingLoadKw, evLoadKw }).headroomKw).toBeCloseTo(expected, 6);
      }),
    );
  });
});

describe('what may be granted', () => {
  const evening = {
    capacityKw: 120,
    bufferKw: 5,
    meter: 'incomer' as const,
    buildingLoadKw: 41.25,
    evLoadAtMeterKw: 20.25,
    meterStale: false,
  };

  it('frees the incomer reading of the EVs of its own moment', () => {
    expect(grantableOf(evening)).toEqual({ grantableKw: 94 });
  });

  it('does not make room twice for vans that ramped up after the meter was read', () => {
    const readBefore = { ...evening, buildingLoadKw: 21, evLoadAtMeterKw: 0 };
    expect(headroomOf({ ...readBefore, evLoadKw: 94 }).headroomKw).toBe(188);
    expect(grantableOf(readBefore)).toEqual({ grantableKw: 94 });
  });

  it('gives rooftop solar to the vans, above the capacity of the connection', () => {
    expect(grantableOf({ ...evening, buildingLoadKw: -10, evLoadAtMeterKw: 20 })).toEqual({ grantableKw: 145 });
  });

  it.each([
    ['all to the building while its meter is silent', undefined, 41.25, 0],
    ['the configured worst case to the building', 60, 41.25, 55],
    ['what the building was last seen to draw, where that was more', 60, 91.25, 44],
    ['the configured worst case where the meter was never heard', 60, null, 55],
    ['no solar that may have gone in the meantime', 60, -40, 55],
    ['everything but the buffer to the vans, where the building can draw nothing', 0, 20.25, 115],
  ])('leaves %s', (_says, worstCaseLoadKw, buildingLoadKw, grantableKw) => {
    expect(grantableOf({ ...evening, meterStale: true, worstCaseLoadKw, buildingLoadKw })).toEqual({ grantableKw });
  });

  it('is nothing where the meter was never heard, stale or not', () => {
    expect(grantableOf({ ...evening, buildingLoadKw: null })).toEqual({ grantableKw: 0 });
  });

  const loads = fc.record({
    capacityKw: kw(0, 500),
    bufferKw: kw(0, 50),
    meter: meters,
    buildingLoadKw: fc.option(kw(-200, 500)),
    worstCaseLoadKw: fc.option(kw(0, 500), { nil: undefined }),
    evLoadAtMeterKw: kw(0, 300),
    meterStale: fc.boolean(),
  });

  it('is never more than capacity less buffer unless the building itself gives power (law)', () => {
    fc.assert(
      fc.property(loads, (load) => {
        const building = (load.buildingLoadKw ?? 0) - (load.meter === 'incomer' ? load.evLoadAtMeterKw : 0);
        const { grantableKw } = grantableOf(load);
        expect(grantableKw).toBeGreaterThanOrEqual(0);
        if (building >= 0 || load.meterStale || load.buildingLoadKw === null) {
          expect(grantableKw).toBeLessThanOrEqual(Math.max(0, load.capacityKw - load.bufferKw) + 1e-9);
        }
      }),
    );
  });

  it('is never more when the building draws more, and never more when the EVs drew less at the reading (law)', () => {
    fc.assert(
      fc.property(loads, kw(0, 100), (load, more) => {
        const { grantableKw } = grantableOf(load);
        if (load.buildingLoadKw !== null) {
          expect(grantableOf({ ...load, buildingLoadKw: load.buildingLoadKw + more }).grantableKw).toBeLessThanOrEqual(grantableKw);
        }
        if (!load.meterStale) {
          expect(grantableOf({ ...load, evLoadAtMeterKw: load.evLoadAtMeterKw - more }).grantableKw).toBeLessThanOrEqual(grantableKw);
        }
      }),
    );
  });
});

describe('a depot with two connections', () => {
  const main = { capacityKw: 120, boundBy: 'profile:winter', bufferKw: 5, buildingLoadKw: 41, evLoadKw: 20, headroomKw: 94 };
  const yard = { capacityKw: 57, boundBy: 'asc', bufferKw: 2, buildingLoadKw: 50, evLoadKw: 0, headroomKw: 5 };

  it('adds them up and names what binds the tighter one', () => {
    expect(depotTotals([main, yard])).toEqual({
      headroomKw: 99,
      capacityKw: 177,
      boundBy: 'asc',
      bufferKw: 7,
      buildingLoadKw: 91,
      evLoadKw: 20,
    });
  });

  it('knows no building load as soon as one meter was never heard', () => {
    expect(depotTotals([main, { ...yard, buildingLoadKw: null }]).buildingLoadKw).toBeNull();
  });

  it('has nothing to give without a connection', () => {
    expect(depotTotals([])).toEqual({ headroomKw: 0, capacityKw: 0, boundBy: 'headroom', bufferKw: 0, buildingLoadKw: 0, evLoadKw: 0 });
  });
});
