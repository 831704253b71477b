import { CAPACITY_HORIZON_MS, capacityPieces } from '.';
import { at, between, monday, read, winter } from './agreements.fixture';

describe('the capacity of a connection', () => {
  it('is its supply capacity times the power factor when nothing else was agreed, in one piece of 48 h', () => {
    const [main] = capacityPieces(monday);
    expect(main).toEqual({
      id: 'main',
      pieces: [{ fromMs: monday.fromMs, untilMs: monday.fromMs + CAPACITY_HORIZON_MS, kw: 209, boundBy: 'asc' }],
    });
  });

  it('is bound by the profile in its hours, and by the supply before and after', () => {
    expect(read({ profiledConnections: [winter], untilMs: at('2026-11-24T00:00:00Z') })).toEqual([
      '23T00:00 209 asc',
      '23T16:00 120 profile:winter',
      '23T19:00 209 asc',
    ]);
  });

  it('begins in the middle of a half-hour when asked to', () => {
    expect(read({ profiledConnections: [winter], fromMs: at('2026-11-23T18:47:12.345Z'), untilMs: at('2026-11-23T20:00:00Z') })).toEqual([
      '23T18:47 120 profile:winter',
      '23T19:00 209 asc',
    ]);
  });

  it('takes a profile of 0 for a limit and an absent one for none', () => {
    expect(read({ profiledConnections: [{ ...winter, limitsKw: between(32, 38, 0) }], untilMs: at('2026-11-24T00:00:00Z') })[1]).toBe(
      '23T16:00 0 profile:winter',
    );
    expect(read({ profiledConnections: [{ ...winter, limitsKw: between(0, 48, null) }] })).toEqual(['23T00:00 209 asc']);
  });

  it('is never raised by a profile above the supply', () => {
    expect(read({ profiledConnections: [{ ...winter, limitsKw: between(0, 48, 500) }] })).toEqual(['23T00:00 209 asc']);
  });

  it('follows a profile on its own weekdays and dates only', () => {
    const tuesdays = { ...winter, weekdays: [2] };
    expect(read({ profiledConnections: [tuesdays] })).toEqual(['23T00:00 209 asc', '24T16:00 120 profile:winter', '24T19:00 209 asc']);
    expect(read({ profiledConnections: [{ ...winter, validTo: '2026-11-23' }] })).toEqual([
      '23T00:00 209 asc',
      '23T16:00 120 profile:winter',
      '23T19:00 209 asc',
    ]);
    expect(read({ profiledConnections: [{ ...winter, validFrom: '2026-11-25' }] })).toEqual(['23T00:00 209 asc']);
  });

  it('lets a single date differ from its season, in its own hours, even upwards', () => {
    const fair = { ...winter, id: 'fair', validFrom: '2026-11-24', validTo: '2026-11-24', limitsKw: between(34, 40, 150) };
    expect(read({ profiledConnections: [fair, winter] })).toEqual([
      '23T00:00 209 asc',
      '23T16:00 120 profile:winter',
      '23T19:00 209 asc',
      '24T16:00 120 profile:winter',
      '24T17:00 150 profile:fair',
      '24T20:00 209 asc',
    ]);
  });

  it('takes the lower of two profiles for the same dates, whichever comes first', () => {
    const lower = { ...winter, id: 'lower', limitsKw: between(32, 38, 80) };
    for (const profiledConnections of [
      [lower, winter],
      [winter, lower],
    ])
      expect(read({ profiledConnections })[1]).toBe('23T16:00 80 profile:lower');
  });

  it('is not stopped by a profile that ends on 31 November', () => {
    expect(read({ profiledConnections: [{ ...winter, validTo: '2026-11-31' }] })[1]).toBe('23T16:00 120 profile:winter');
  });

  it('does not mind a duplicate of a profile', () => {
    expect(read({ profiledConnections: [winter, { ...winter }] })).toEqual(read({ profiledConnections: [winter] }));
  });

  it('leaves alone what was agreed for another connection', () => {
    const yard = { id: 'yard', capacityKva: 60, powerFactor: 0.95 };
    const [main, other] = capacityPieces({
      ...monday,
      connections: [...monday.connections, yard],
      profiledConnections: [winter],
      tariff: { reductions: [{ id: 'red', connectionId: 'main', fromLocal: '16:00', untilLocal: '19:00', reduceKw: 30 }] },
    });
    expect(main?.pieces.length).toBeGreaterThan(1);
    expect(other?.pieces).toEqual([{ fromMs: monday.fromMs, untilMs: monday.untilMs, kw: 57, boundBy: 'asc' }]);
  });
});
