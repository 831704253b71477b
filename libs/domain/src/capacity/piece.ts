/** What a connection allows from one moment until the next change. */
export interface CapacityPiece {
  /** ms, included. */
  readonly fromMs: number;
  /** ms, excluded. */
  readonly untilMs: number;
  readonly kw: number;
  /** What sets it: `asc`, `profile:<id>`, `tariff:<id>`, `dispatch:<id>`. */
  readonly boundBy: string;
}

/** A limit with its source. */
export type BoundKw = Pick<CapacityPiece, 'kw' | 'boundBy'>;

/** The piece that holds at a moment, ms; null outside of all of them, which is not known and so not free. */
export function pieceAt(pieces: readonly CapacityPiece[], ms: number): CapacityPiece | null {
  return pieces.find((piece) => piece.fromMs <= ms && ms < piece.untilMs) ?? null;
}

/** The first of the lowest pieces in [fromMs, untilMs), for one who must not have to back down; null where none of it is known. */
export function lowestWithin(pieces: readonly CapacityPiece[], fromMs: number, untilMs: number): CapacityPiece | null {
  let lowest: CapacityPiece | null = null;
  for (const piece of pieces) {
    const isWithin = piece.fromMs < untilMs && fromMs < piece.untilMs;
    if (isWithin && (!lowest || piece.kw < lowest.kw)) lowest = piece;
  }
  return lowest;
}

/** Pieces that follow one another with the same limit from the same source are one. */
export function merged(pieces: readonly CapacityPiece[]): CapacityPiece[] {
  const whole: CapacityPiece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last && last.untilMs === piece.fromMs && last.kw === piece.kw && last.boundBy === piece.boundBy) {
      whole[whole.length - 1] = { ...last, untilMs: piece.untilMs };
    } else whole.push(piece);
  }
  return whole;
}
