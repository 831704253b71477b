import type { Telematics } from '@headroom/contracts';

/** What telematics last said of a van, and what has been metered into it since. */
export interface Reading {
  readonly socPct: number;
  readonly at: string;
  readonly atMs: number;
  readonly meteredWh: number;
}

/** A van that was plugged in later than this after its last reading has driven: what it said before is not known to hold. */
const HOLDS_MS = 30 * 60_000;

/** The reading that holds after a message: a newer one replaces the older; late and repeated ones change nothing. */
export function readingAfter(held: Reading | null, message: Telematics, countedSinceWh: (atMs: number) => number): Reading | null {
  // A clock that is ahead would make all that follows look late once it is put right.
  const isAhead = message.at > message.receivedAt;
  const at = isAhead ? message.receivedAt : message.at;
  if (held !== null && at <= held.at) return held;
  const atMs = Date.parse(at);
  return { socPct: message.socPct, at, atMs, meteredWh: countedSinceWh(atMs) };
}

/** Whether the reading says anything of the battery now. A van that is away is as full as it last said. */
export function holds(reading: Reading, pluggedAt: string | null): boolean {
  return pluggedAt === null || reading.atMs >= Date.parse(pluggedAt) - HOLDS_MS;
}
