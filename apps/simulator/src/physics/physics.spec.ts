import { kwOfAmps } from '@headroom/domain';
import fc from 'fast-check';
import { advance, authorise, freeSocket, type InstalledSocket, obey, offer, plugIn, type SocketMoment, statusOf, unplug } from './socket';
import { socPctOf, takesKw, type Van } from './van';

const installed: InstalledSocket = { id: 'd.cp.sk1', phases: 1, phaseRotation: 'L1L2L3', maxLimitA: 32 };
const threePhase: InstalledSocket = { ...installed, phases: 3 };
const van: Van = { id: 'd.van1', batteryKwh: 40, maxChargeKw: 7.4, phases: 1, storedKwh: 10, stopSocPct: 100, lagMs: 5_000 };
const charging = (of: Van, amps: number, at: InstalledSocket = installed): SocketMoment =>
  obey(authorise(plugIn(freeSocket(0, 32, 0), of)), at, amps);
const MINUTE_MS = 60_000;

describe('a van at a socket', () => {
  it('draws what it is told, if it can', () => {
    expect(charging(van, 16).powerKw).toBeCloseTo(kwOfAmps(16, 1), 9);
  });

  it('draws no more than its own charger can', () => {
    expect(charging({ ...van, maxChargeKw: 3.6 }, 32).powerKw).toBe(3.6);
  });

  it('draws nothing below 6 A', () => {
    expect(charging(van, 5).powerKw).toBe(0);
    expect(charging(van, 0).powerKw).toBe(0);
  });

  it('uses three phases only where both the van and the socket have them', () => {
    const large = { ...van, maxChargeKw: 22, phases: 3 as const };
    expect(charging(large, 16, threePhase).powerKw).toBeCloseTo(11.04, 9);
    expect(charging(large, 16, installed).powerKw).toBeCloseTo(3.68, 9);
    expect(charging({ ...van, maxChargeKw: 22 }, 16, threePhase).powerKw).toBeCloseTo(3.68, 9);
  });

  it('draws less and less above 80 %', () => {
    const at = (socPct: number) => takesKw({ ...van, storedKwh: (van.batteryKwh * socPct) / 100 });
    expect(at(80)).toBe(7.4);
    expect(at(90)).toBeCloseTo(7.4 * 0.55, 9);
    expect(at(99)).toBeLessThan(at(90));
    expect(at(100)).toBe(0);
  });

  it('is full in the end and says so', () => {
    let moment = charging({ ...van, storedKwh: 38 }, 32);
    for (let minute = 1; minute <= 24 * 60; minute++) moment = advance(moment, installed, minute * MINUTE_MS);
    expect(moment.powerKw).toBe(0);
    expect(statusOf(moment)).toBe('SuspendedEV');
    expect(socPctOf(moment.van as Van)).toBeCloseTo(100, 6);
  });

  it('tells who holds the charging up', () => {
    const plugged = plugIn(freeSocket(0, 32, 0), van);
    expect(statusOf(freeSocket(0, 32, 0))).toBe('Available');
    expect(statusOf(plugged)).toBe('Preparing');
    expect(statusOf(authorise(plugged))).toBe('Charging');
    expect(statusOf(offer(authorise(plugged), 0))).toBe('SuspendedEVSE');
    expect(statusOf(unplug(plugged))).toBe('Available');
  });

  it('keeps the books: what the register counts is what the battery gained, whatever it is told (law)', () => {
    const step = fc.record({ afterMs: fc.integer({ min: 0, max: 4 * 3_600_000 }), amps: fc.constantFrom(0, 3, 6, 10, 16, 32) });
    const someVan = fc.record({
      soc: fc.double({ min: 0, max: 1, noNaN: true }),
      maxChargeKw: fc.double({ min: 1, max: 22, noNaN: true }),
    });
    fc.assert(
      fc.property(someVan, fc.array(step, { maxLength: 40 }), ({ soc, maxChargeKw }, steps) => {
        const start = { ...van, maxChargeKw, storedKwh: soc * van.batteryKwh };
        let moment = charging(start, 6);
        for (const { afterMs, amps } of steps) {
          moment = obey(advance(moment, installed, moment.atMs + afterMs), installed, amps);
          const now = moment.van as Van;
          expect(moment.energyWh / 1_000).toBeCloseTo(now.storedKwh - start.storedKwh, 6);
          expect(socPctOf(now)).toBeGreaterThanOrEqual(0);
          expect(socPctOf(now)).toBeLessThanOrEqual(100);
          expect(moment.powerKw).toBeLessThanOrEqual(amps < 6 ? 0 : kwOfAmps(amps, 1));
        }
      }),
    );
  });
});
