/** A socket's real power at a moment; a history of them is in order of time, one for a moment. */
export interface PowerSample {
  readonly atMs: number;
  readonly kw: number;
}

/**
 * What the EVs of a connection draw now, kW: the plus in the headroom formula. Any rows of state.sockets fit.
 *
 * A lost socket, and one whose power is not known, count 0. That is their worst case here: the plus says how much of the
 * incomer's reading is ours to give again, so an EV that may have stopped must not be in it. (What a lost socket may draw
 * is counted elsewhere, in full: by control's ledger, on the other side of the balance.)
 */
export function evLoadOf(sockets: Iterable<{ readonly realPowerW: number | null; readonly lost: boolean }>): number {
  let watts = 0;
  for (const { realPowerW, lost } of sockets) if (!lost) watts += realPowerW ?? 0;
  return watts / 1000;
}

/**
 * What one socket drew at a moment, kW.
 *
 * Between two reports nobody knows when it changed, so the lower of the two holds: the higher might make room that the
 * building has. After the last report that report holds; before the first one the first, as all that is known; 0 without any.
 */
export function evLoadAt(history: readonly PowerSample[], atMs: number): number {
  const nextIndex = history.findIndex((sample) => sample.atMs > atMs);
  const before = nextIndex === -1 ? history.at(-1) : history[nextIndex - 1];
  const after = nextIndex === -1 ? undefined : history[nextIndex];
  if (!before || !after || before.atMs === atMs) return (before ?? after)?.kw ?? 0;
  return Math.min(before.kw, after.kw);
}

/**
 * What the EVs of a connection drew at the moment of a meter reading, kW. A lost socket counts as long as it was still
 * heard at that moment or after it: what it drew then is known; later it is 0, as in evLoadOf.
 */
export function evLoadOfSocketsAt(
  sockets: Iterable<{ readonly history: readonly PowerSample[]; readonly lost: boolean }>,
  atMs: number,
): number {
  let kw = 0;
  for (const { history, lost } of sockets) {
    const isKnown = !lost || (history.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY) >= atMs;
    if (isKnown) kw += evLoadAt(history, atMs);
  }
  return kw;
}

/**
 * The history with one more sample in its place, late ones too; a second one for the same moment replaces the first.
 * Samples older than keepFromMs go, save the last of them, which tells what held then.
 */
export function withSample(history: readonly PowerSample[], sample: PowerSample, keepFromMs: number): PowerSample[] {
  const earlier = history.filter(({ atMs }) => atMs < sample.atMs);
  const later = history.filter(({ atMs }) => atMs > sample.atMs);
  const all = [...earlier, sample, ...later];
  const firstKept = all.findLastIndex(({ atMs }) => atMs <= keepFromMs);
  return firstKept > 0 ? all.slice(firstKept) : all;
}
