import type { DepotCapacity } from '@headroom/contracts';

/** How long it takes until a lower capacity is met: a message, its queue and the EV's reaction (optimiser.md, 2.1). */
const LOOK_AHEAD_MS = 30_000;

export interface CapacityNow {
  readonly kw: number;
  readonly boundBy: string;
  /** The lowest within the look-ahead. */
  readonly lowestKw: number;
  /** Until then it stays as it is. */
  readonly untilMs: number;
}

interface Piece {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly kw: number;
  readonly boundBy: string;
}

/** Nothing known of a connection's capacity: nothing may be drawn. */
const UNKNOWN: CapacityNow = { kw: 0, boundBy: 'unknown', lowestKw: 0, untilMs: Number.POSITIVE_INFINITY };

/** What a connection allows at a moment. */
export function capacityAt(capacity: DepotCapacity | undefined, connection: string, nowMs: number): CapacityNow {
  const pieces = capacity ? (piecesOf(capacity).get(connection) ?? []) : [];
  const coming = pieces.filter(({ fromMs, untilMs }) => fromMs < nowMs + LOOK_AHEAD_MS && untilMs > nowMs);
  const now = coming.find(({ fromMs }) => fromMs <= nowMs);
  if (!now) return UNKNOWN;
  const next = pieces.find(({ fromMs }) => fromMs >= nowMs + LOOK_AHEAD_MS);
  return {
    kw: now.kw,
    boundBy: now.boundBy,
    lowestKw: Math.min(...coming.map(({ kw }) => kw)),
    untilMs: Math.min(now.untilMs, next ? next.fromMs - LOOK_AHEAD_MS + 1 : Number.POSITIVE_INFINITY),
  };
}

/** A plan's times are read once, not at every message of the depot. */
const read = new WeakMap<DepotCapacity, ReadonlyMap<string, readonly Piece[]>>();

function piecesOf(capacity: DepotCapacity): ReadonlyMap<string, readonly Piece[]> {
  const known = read.get(capacity);
  if (known) return known;
  const pieces = new Map(
    capacity.connections.map(({ id, pieces: rows }) => [
      id,
      rows.map(({ from, until, kw, boundBy }) => ({ fromMs: Date.parse(from), untilMs: Date.parse(until), kw, boundBy })),
    ]),
  );
  read.set(capacity, pieces);
  return pieces;
}
