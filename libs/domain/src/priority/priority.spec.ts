import fc from 'fast-check';
import { defaultPriority, equalPriority, priorityOf } from '.';

const HOUR_MS = 3_600_000;
const nowMs = Date.parse('2026-11-23T18:00:00Z');
const inHours = (hours: number) => nowMs + hours * HOUR_MS;
const weights = { socDeficit: 0.5, urgency: 0.5, unknownVehicle: 0.3 };
const van = { socPct: 40, targetSocPct: 80, neededKwh: 18, maxChargeKw: 7.2, departAtMs: inHours(10), nowMs, weights };

describe('who goes first', () => {
  it('is told with its parts: how empty, and how tight', () => {
    expect(priorityOf(van)).toEqual({ priority: expect.closeTo(0.375, 9), parts: { socDeficit: 0.25, urgency: expect.closeTo(0.125, 9) } });
  });

  it.each([
    ['is at its target and has all it needs', { socPct: 80, neededKwh: 0 }, 0],
    ['is above its target', { socPct: 95, neededKwh: 0 }, 0],
    ['is empty, with time to spare', { socPct: 0, neededKwh: 7.2, departAtMs: inHours(10) }, 0.55],
    ['has just enough time left', { socPct: 80, neededKwh: 72 }, 0.5],
    ['is already too late', { socPct: 80, neededKwh: 720 }, 0.5],
    ['should have left an hour ago', { socPct: 80, departAtMs: inHours(-1) }, 0.5],
    ['leaves at this moment', { socPct: 80, departAtMs: nowMs }, 0.5],
    ['should have left, but has all it needs', { socPct: 80, neededKwh: 0, departAtMs: inHours(-1) }, 0],
    ['nobody waits for', { socPct: 40, departAtMs: null }, 0.25],
    ['needs nothing at all, its target being 0 %', { socPct: 0, targetSocPct: 0, neededKwh: 0 }, 0],
    ['is empty and late', { socPct: 0, departAtMs: inHours(-1) }, 1],
  ])('the van that %s', (_says, differs, priority) => {
    expect(priorityOf({ ...van, ...differs }).priority).toBeCloseTo(priority, 9);
  });

  it('follows the weights of the depot, whatever they add up to', () => {
    expect(priorityOf({ ...van, weights: { ...weights, socDeficit: 30, urgency: 10 } }).parts).toEqual({
      socDeficit: 0.375,
      urgency: expect.closeTo(0.0625, 9),
    });
    expect(priorityOf({ ...van, weights: { ...weights, socDeficit: 0 } }).parts).toEqual({
      socDeficit: 0,
      urgency: expect.closeTo(0.25, 9),
    });
  });

  it('counts both alike where a depot gave neither any weight', () => {
    expect(priorityOf({ ...van, weights: { ...weights, socDeficit: 0, urgency: 0 } })).toEqual(priorityOf(van));
  });
});

describe('what is not known', () => {
  it('does not take an unknown state of charge for an empty battery, nor for a full one', () => {
    const { priority, parts } = priorityOf({ ...van, socPct: null, neededKwh: null });
    expect(parts).toEqual({ socUnknown: 0.15, urgencyUnknown: 0.15 });
    expect(priority).toBeLessThan(priorityOf({ ...van, socPct: 0 }).priority);
    expect(priority).toBeGreaterThan(priorityOf({ ...van, socPct: 80, neededKwh: 0 }).priority);
  });

  it('still knows how tight it is, where the schedule asks for energy', () => {
    expect(priorityOf({ ...van, socPct: null }).parts).toEqual({ socUnknown: 0.15, urgency: expect.closeTo(0.125, 9) });
  });

  it('is told of a van whose rate is not known', () => {
    for (const maxChargeKw of [null, 0]) expect(priorityOf({ ...van, maxChargeKw }).parts).toHaveProperty('urgencyUnknown', 0.15);
  });

  it('gives a session without a vehicle the default of the depot', () => {
    expect(defaultPriority(weights)).toEqual({ priority: 0.3, parts: { default: 0.3 } });
  });

  it('ranks nobody at a depot that does not want it', () => {
    expect(equalPriority()).toEqual({ priority: 0.5, parts: { default: 0.5 } });
  });
});

describe('laws of priority', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const vans = fc.record({
    socPct: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    targetSocPct: fc.double({ min: 0, max: 100, noNaN: true }),
    neededKwh: fc.option(fc.double({ min: 0, max: 200, noNaN: true })),
    maxChargeKw: fc.option(fc.double({ min: 0, max: 50, noNaN: true })),
    departAtMs: fc.option(fc.integer({ min: inHours(-48), max: inHours(96) })),
    nowMs: fc.constant(nowMs),
    weights: fc.record({ socDeficit: part, urgency: part, unknownVehicle: part }),
  });

  it('lies within 0 and 1 and is the sum of its parts', () => {
    fc.assert(
      fc.property(vans, (ranked) => {
        const { priority, parts } = priorityOf(ranked);
        const sum = Object.values(parts).reduce((total, value) => total + value, 0);
        expect(Math.abs(priority - sum)).toBeLessThanOrEqual(1e-9);
        expect(priority).toBeGreaterThanOrEqual(0);
        expect(priority).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never puts a van back for being emptier', () => {
    fc.assert(
      fc.property(vans, part, (ranked, by) => {
        if (ranked.socPct === null) return;
        const emptier = priorityOf({ ...ranked, socPct: ranked.socPct * by }).priority;
        expect(emptier).toBeGreaterThanOrEqual(priorityOf(ranked).priority - 1e-12);
      }),
    );
  });

  it('never puts a van back for needing more or for leaving earlier', () => {
    fc.assert(
      fc.property(
        vans,
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.integer({ min: 0, max: 48 * HOUR_MS }),
        (ranked, moreKwh, earlierMs) => {
          if (ranked.neededKwh === null || ranked.departAtMs === null || !ranked.maxChargeKw) return;
          const before = priorityOf(ranked).priority - 1e-12;
          expect(priorityOf({ ...ranked, neededKwh: ranked.neededKwh + moreKwh }).priority).toBeGreaterThanOrEqual(before);
          expect(priorityOf({ ...ranked, departAtMs: ranked.departAtMs - earlierMs }).priority).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });
});
