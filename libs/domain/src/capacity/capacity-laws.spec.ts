import fc from 'fast-check';
import { CAPACITY_HORIZON_MS, type CapacityAgreements, capacityPieces, lowestWithin, pieceAt } from '.';

const HOUR_MS = 3_600_000;
const at = (instant: string) => Date.parse(instant);

describe('laws of the plan', () => {
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':'));
  const kw = fc.integer({ min: 0, max: 300 });
  const days = fc.constantFrom('2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-11-23');
  const startMs = fc.tuple(days, fc.integer({ min: 0, max: 24 * HOUR_MS })).map(([day, ms]) => at(`${day}T00:00:00Z`) + ms);
  const profile = fc.record({
    id: fc.constantFrom('a', 'b'),
    connectionId: fc.constant('main'),
    validFrom: days,
    validTo: days,
    weekdays: fc.constant([1, 3, 6, 7]),
    limitsKw: fc.array(fc.option(kw), { minLength: 48, maxLength: 48 }),
  });
  const reduction = fc.record({
    id: fc.constant('red'),
    connectionId: fc.constant('main'),
    fromLocal: clock,
    untilLocal: clock,
    reduceKw: kw,
  });
  const turnDown = fc.record({
    kind: fc.constant('turn-down' as const),
    id: fc.constant('d'),
    connectionId: fc.constant('main'),
    kw,
    fromMs: startMs,
    untilMs: startMs,
  });
  const agreements = fc.record({
    connections: fc.constant([{ id: 'main', capacityKva: 220, powerFactor: 0.95 }]),
    profiledConnections: fc.array(profile, { maxLength: 3 }),
    tariff: fc.record({ reductions: fc.array(reduction, { maxLength: 2 }) }),
    turnDowns: fc.array(turnDown, { maxLength: 2 }),
    options: fc.record({ profiledConnection: fc.boolean(), tariff: fc.boolean(), flexibility: fc.boolean() }),
    zone: fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe'),
    fromMs: startMs,
  });
  const planned = agreements.map((rest) => ({ ...rest, untilMs: rest.fromMs + CAPACITY_HORIZON_MS }));
  const piecesOf = (plan: CapacityAgreements) => capacityPieces(plan)[0]?.pieces ?? [];

  it('covers the whole time without a gap, never below 0 and never above the supply', () => {
    fc.assert(
      fc.property(planned, (plan) => {
        const pieces = piecesOf(plan);
        expect(pieces[0]?.fromMs).toBe(plan.fromMs);
        expect(pieces.at(-1)?.untilMs).toBe(plan.untilMs);
        pieces.forEach((piece, i) => {
          expect(piece.untilMs).toBe(pieces[i + 1]?.fromMs ?? plan.untilMs);
          expect(piece.untilMs).toBeGreaterThan(piece.fromMs);
          expect(piece.kw).toBeGreaterThanOrEqual(0);
          expect(piece.kw).toBeLessThanOrEqual(209);
        });
      }),
    );
  });

  it('says the same of a moment, whenever it was planned and for how long', () => {
    fc.assert(
      fc.property(planned, fc.double({ min: 0, max: 0.999, noNaN: true }), (plan, part) => {
        const ms = Math.floor(plan.fromMs + part * CAPACITY_HORIZON_MS);
        const alone = piecesOf({ ...plan, fromMs: ms, untilMs: ms + 1 });
        expect(alone).toHaveLength(1);
        expect(pieceAt(piecesOf(plan), ms)).toMatchObject({ kw: alone[0]?.kw, boundBy: alone[0]?.boundBy });
      }),
    );
  });

  it('is never raised by one more turn-down', () => {
    fc.assert(
      fc.property(planned, turnDown, (plan, more) => {
        const after = piecesOf({ ...plan, turnDowns: [...plan.turnDowns, more] });
        for (const piece of piecesOf(plan)) expect(lowestWithin(after, piece.fromMs, piece.untilMs)?.kw).toBeLessThanOrEqual(piece.kw);
      }),
    );
  });
});
