import type { DepotCapacity } from '@headroom/contracts';
import { type CapacityPiece, lowestWithin, pieceAt } from '@headroom/domain';

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

/** Nothing known of a connection's capacity: nothing may be drawn. */
const UNKNOWN: CapacityNow = { kw: 0, boundBy: 'unknown', lowestKw: 0, untilMs: Number.POSITIVE_INFINITY };

/** What a connection allows at a moment. */
export function capacityAt(capacity: DepotCapacity | undefined, connection: string, nowMs: number): CapacityNow {
  const pieces = capacity ? (piecesOf(capacity).get(connection) ?? []) : [];
  const now = pieceAt(pieces, nowMs);
  if (!now) return UNKNOWN;
  const lowest = lowestWithin(pieces, nowMs, nowMs + LOOK_AHEAD_MS);
  const next = pieces.find(({ fromMs }) => fromMs >= nowMs + LOOK_AHEAD_MS);
  return {
    kw: now.kw,
    boundBy: now.boundBy,
    lowestKw: lowest?.kw ?? 0,
    untilMs: Math.min(now.untilMs, next ? next.fromMs - LOOK_AHEAD_MS + 1 : Number.POSITIVE_INFINITY),
  };
}

/** A plan's times are read once, not at every message of the depot. */
const read = new WeakMap<DepotCapacity, ReadonlyMap<string, readonly CapacityPiece[]>>();

function piecesOf(capacity: DepotCapacity): ReadonlyMap<string, readonly CapacityPiece[]> {
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
