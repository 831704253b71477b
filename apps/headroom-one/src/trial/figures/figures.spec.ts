import fc from 'fast-check';
import { type Departure, serviceAccount } from './service-account';
import { type EvChange, type Site, siteAccount } from './site-account';

const HOUR_MS = 3_600_000;
const site = (buildingKw: number, more: Partial<Site> = {}): Site => ({ limitKw: 57, buildingKw: () => buildingKw, price: null, ...more });
const account = (changes: EvChange[], at: Site, untilMs = HOUR_MS) => siteAccount(changes, at, 0, untilMs);

describe('the account of a site', () => {
  it('counts a second above the limit as avoidable where the building alone was below it', () => {
    const changes = [
      { atMs: 10_000, evKw: 20 },
      { atMs: 17_500, evKw: 10 },
    ];
    expect(account(changes, site(40))).toMatchObject({ peakKw: 60, secondsAbove: 7.5, secondsAvoidable: 7.5, secondsBuildingAlone: 0 });
    expect(account(changes, site(40)).worstExcessKw).toBeCloseTo(3, 9);
  });

  it('does not blame charging for what the building did alone', () => {
    expect(account([], site(60))).toMatchObject({
      secondsAbove: 3_600,
      secondsAvoidable: 0,
      secondsBuildingAlone: 3_600,
      worstExcessKw: 0,
    });
  });

  it('is content at the limit exactly', () => expect(account([{ atMs: 0, evKw: 17 }], site(40)).secondsAbove).toBe(0));

  it('adds up energy and its price by the hour', () => {
    const night = site(0, { price: (ms) => (ms < HOUR_MS ? 0.1 : 0.3) });
    const { chargedKwh, cost } = account([{ atMs: 0, evKw: 6 }], night, 2 * HOUR_MS);
    expect(chargedKwh).toBeCloseTo(12, 6);
    expect(cost).toBeCloseTo(6 * 0.1 + 6 * 0.3, 6);
  });

  it('has no cost without prices', () => expect(account([], site(0)).cost).toBeNull());

  it('never counts more seconds than there were, and each above for one of two causes (law)', () => {
    const change = fc.record({ afterMs: fc.integer({ min: 0, max: 40_000 }), evKw: fc.double({ min: 0, max: 200, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), fc.double({ min: -20, max: 90, noNaN: true }), (steps, buildingKw) => {
        let atMs = 0;
        const changes = steps.map(({ afterMs, evKw }) => {
          atMs += afterMs;
          return { atMs, evKw };
        });
        const { secondsAbove, secondsAvoidable, secondsBuildingAlone } = account(changes, site(buildingKw));
        expect(secondsAbove).toBeLessThanOrEqual(3_600.000_001);
        expect(secondsAvoidable + secondsBuildingAlone).toBeCloseTo(secondsAbove, 6);
      }),
    );
  });
});

describe('the account of the vans', () => {
  const van = { id: 'd.v', batteryKwh: 40, maxChargeKw: 7, phases: 1 as const, storedKwh: 30, stopSocPct: 100, lagMs: 5_000 };
  const departure = (storedKwh: number): Departure => ({
    visit: { socketId: 'd.c.s', van, tag: null, arrivesAtMs: 0, leavesAtMs: 2 * HOUR_MS },
    left: { ...van, storedKwh },
  });

  it('calls a van short that lacks more than half a kilowatt-hour', () => {
    expect(serviceAccount([departure(40), departure(39.6), departure(39.4)])).toMatchObject({
      sessions: 3,
      sessionsShort: 1,
      connectedHours: 6,
      neededKwh: 30,
    });
    expect(serviceAccount([departure(39)]).unmetKwh).toBeCloseTo(1, 9);
  });
  it('is empty without departures', () => expect(serviceAccount([])).toMatchObject({ sessions: 0, unmetKwh: 0 }));
});
