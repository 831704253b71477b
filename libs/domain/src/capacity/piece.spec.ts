import { type CapacityPiece, lowestWithin, pieceAt } from '.';

describe('asking the plan', () => {
  const pieces: CapacityPiece[] = [
    { fromMs: 0, untilMs: 10, kw: 209, boundBy: 'asc' },
    { fromMs: 10, untilMs: 20, kw: 120, boundBy: 'profile:winter' },
    { fromMs: 20, untilMs: 30, kw: 209, boundBy: 'asc' },
  ];

  it.each([
    [0, 209],
    [9, 209],
    [10, 120],
    [20, 209],
  ])('what holds at %i is %i kW', (ms, kw) => {
    expect(pieceAt(pieces, ms)?.kw).toBe(kw);
  });

  it('knows nothing before and after the plan', () => {
    expect([pieceAt(pieces, -1), pieceAt(pieces, 30), pieceAt([], 0)]).toEqual([null, null, null]);
    expect(lowestWithin(pieces, 30, 40)).toBeNull();
  });

  it('tells the lowest that is to come, up to the given moment and not at it', () => {
    expect(lowestWithin(pieces, 0, 10)?.kw).toBe(209);
    expect(lowestWithin(pieces, 0, 11)?.boundBy).toBe('profile:winter');
    expect(lowestWithin(pieces, 20, 99)?.kw).toBe(209);
  });
});
