import fc from 'fast-check';
import { ampsOfKw, kwOfAmps, MIN_CHARGE_A } from '.';

describe('amps and kilowatts', () => {
  it.each([
    { amps: MIN_CHARGE_A, phases: 1, kw: 1.38, says: 'the least that a van can charge with on one phase' },
    { amps: MIN_CHARGE_A, phases: 3, kw: 4.14, says: 'the least on three phases' },
    { amps: 32, phases: 1, kw: 7.36, says: 'a full one-phase socket' },
    { amps: 16, phases: 3, kw: 11.04, says: 'an 11 kW socket' },
    { amps: 63, phases: 3, kw: 43.47, says: 'the largest a.c. socket' },
    { amps: 0, phases: 3, kw: 0, says: 'a paused socket' },
  ])('$says: $amps A on $phases phases is $kw kW', ({ amps, phases, kw }) => {
    expect(kwOfAmps(amps, phases)).toBeCloseTo(kw, 9);
    expect(ampsOfKw(kw, phases)).toBeCloseTo(amps, 9);
  });

  it('comes back to the same amps from kilowatts (law)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1_000, noNaN: true }), fc.constantFrom(1, 3), (amps, phases) => {
        expect(ampsOfKw(kwOfAmps(amps, phases), phases)).toBeCloseTo(amps, 9);
      }),
    );
  });
});
