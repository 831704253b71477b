import type { SocketMeasures } from '@headroom/contracts';

/** Fields that a controller reports together, so that one time stamp orders them. */
const FIELD_SETS = {
  status: ['status'],
  load: ['realPowerW', 'currentA', 'phaseCurrentsA'],
  energy: ['energyWh'],
  offered: ['offeredA'],
  tag: ['tag'],
} as const satisfies Record<string, readonly (keyof SocketMeasures)[]>;
export type FieldSet = keyof typeof FIELD_SETS;
const fieldSets = Object.keys(FIELD_SETS) as FieldSet[];

/** The newest time stamp of each field set, ms, and what late messages have looked like since the last one in time. */
export interface Seen {
  readonly newestMs: Readonly<Partial<Record<FieldSet, number>>>;
  readonly late: { readonly atMs: number; readonly receivedMs: number } | null;
}
export const nothingSeen: Seen = { newestMs: {}, late: null };

/** For so long late stamps must keep pace with our own clock before we believe that the sender's was set back. */
const SET_BACK_AFTER_MS = 120_000;
const PACE_SLACK_MS = 10_000;

/**
 * Takes from a measure what is older than the newest already seen of the same field set: late values never overwrite live truth (protocols B9).
 *
 * A replayed backlog comes faster than time goes by. Late stamps that keep pace with our clock are no backlog: the sender's clock
 * was set back, and then receipt orders them (T6).
 */
export function freshPart(seen: Seen, measure: SocketMeasures, atMs: number, receivedMs: number): { seen: Seen; fresh: SocketMeasures } {
  const sent = fieldSets.filter((set) => FIELD_SETS[set].some((field) => measure[field] !== undefined));
  const late = sent.filter((set) => atMs < (seen.newestMs[set] ?? Number.NEGATIVE_INFINITY));
  if (late.length === 0) return { seen: { newestMs: stamped(seen.newestMs, sent, atMs), late: null }, fresh: measure };
  if (keepsPace(seen.late, atMs, receivedMs)) return { seen: { newestMs: stamped({}, fieldSets, atMs), late: null }, fresh: measure };
  const inTime = sent.filter((set) => !late.includes(set));
  return {
    seen: { newestMs: stamped(seen.newestMs, inTime, atMs), late: trackOf(seen.late, atMs, receivedMs) },
    fresh: without(measure, late),
  };
}

/** Says that a field set is known at this moment although no measure carried it, such as the load of a socket that was unplugged. */
export function seenAt(seen: Seen, sets: readonly FieldSet[], atMs: number): Seen {
  return { ...seen, newestMs: stamped(seen.newestMs, sets, atMs) };
}

function stamped(newestMs: Seen['newestMs'], sets: readonly FieldSet[], atMs: number): Seen['newestMs'] {
  const stampedMs: Partial<Record<FieldSet, number>> = { ...newestMs };
  for (const set of sets) stampedMs[set] = atMs;
  return stampedMs;
}

function keepsPace(track: Seen['late'], atMs: number, receivedMs: number): boolean {
  return track !== null && receivedMs - track.receivedMs >= SET_BACK_AFTER_MS && isOnTrack(track, atMs, receivedMs);
}

function trackOf(track: Seen['late'], atMs: number, receivedMs: number): Seen['late'] {
  return track !== null && isOnTrack(track, atMs, receivedMs) ? track : { atMs, receivedMs };
}

function isOnTrack(track: { atMs: number; receivedMs: number }, atMs: number, receivedMs: number): boolean {
  return Math.abs(atMs - track.atMs - (receivedMs - track.receivedMs)) <= PACE_SLACK_MS;
}

function without(measure: SocketMeasures, late: readonly FieldSet[]): SocketMeasures {
  const rest: Record<string, unknown> = { ...measure };
  for (const set of late) for (const field of FIELD_SETS[set]) delete rest[field];
  return rest as SocketMeasures;
}
