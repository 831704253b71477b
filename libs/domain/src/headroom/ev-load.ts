/** What one socket was measured to draw at a moment, or (`told`) what it was told to keep to from then on. */
export interface PowerSample {
  readonly atMs: number;
  readonly kw: number;
  readonly told?: true;
}

/** Between these it was, kW. */
export interface LoadRange {
  readonly lowKw: number;
  readonly highKw: number;
}

/** An EV follows a new setpoint within this (domain.md; 5 s by IEC 61851, up to 15 s in the field). */
const REACTION_MS = 15_000;

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
 * What one socket may have drawn at a moment, kW. Between two measures it was one or the other or in between; after a
 * setpoint that no measure has settled yet, anything from the last measure to what it was told.
 */
export function evLoadRangeAt(history: readonly PowerSample[], atMs: number): LoadRange {
  const measures = history.filter(({ told }) => !told);
  const nextIndex = measures.findIndex((sample) => sample.atMs > atMs);
  const before = nextIndex === -1 ? measures.at(-1) : measures[nextIndex - 1];
  const after = nextIndex === -1 ? undefined : measures[nextIndex];
  const settledMs = (before?.atMs ?? Number.NEGATIVE_INFINITY) - REACTION_MS;
  const unsettled = history.filter((sample) => sample.told && sample.atMs <= atMs && sample.atMs > settledMs);
  const isExact = before?.atMs === atMs && unsettled.length === 0;
  const possible = isExact ? [before] : [before, after, ...unsettled].filter((sample) => sample !== undefined);
  if (possible.length === 0) return { lowKw: 0, highKw: 0 };
  const kws = possible.map(({ kw }) => kw);
  // Of the time before its first measure nothing is known: it may not have been there.
  return { lowKw: before ? Math.min(...kws) : 0, highKw: Math.max(...kws) };
}

/**
 * What the EVs of a connection may have drawn at the moment of a meter reading, kW. A lost socket is known as long as it
 * was still heard at that moment or after it; later it may have stopped, or not.
 */
export function evLoadRangeOfSocketsAt(
  sockets: Iterable<{ readonly history: readonly PowerSample[]; readonly lost: boolean }>,
  atMs: number,
): LoadRange {
  let lowKw = 0;
  let highKw = 0;
  for (const { history, lost } of sockets) {
    const range = evLoadRangeAt(history, atMs);
    const isKnown = !lost || (history.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY) >= atMs;
    lowKw += isKnown ? range.lowKw : 0;
    highKw += range.highKw;
  }
  return { lowKw, highKw };
}

/**
 * The EV load that an incomer's reading held, kW: of all that it may have been, what leaves the building as it was believed to be.
 * The building is taken to have changed only by what the EVs cannot explain: otherwise each setpoint on its way would look like a
 * building that grows and shrinks, and cut what it has just given (ADR 0006). Nothing believed yet: the least, which is the worst case.
 */
export function evLoadWithin({ lowKw, highKw }: LoadRange, incomerKw: number, believedBuildingKw: number | null): number {
  if (believedBuildingKw === null) return lowKw;
  return Math.min(highKw, Math.max(lowKw, incomerKw - believedBuildingKw));
}

/**
 * The history with one more sample in its place, late ones too; a second one of its kind for the same moment replaces the first.
 * Samples older than keepFromMs go, save the last measure of them, which tells what held then.
 */
export function withSample(history: readonly PowerSample[], sample: PowerSample, keepFromMs: number): PowerSample[] {
  const others = history.filter(({ atMs, told }) => atMs !== sample.atMs || told !== sample.told);
  const firstLater = others.findIndex(({ atMs }) => atMs > sample.atMs);
  const all = firstLater === -1 ? [...others, sample] : [...others.slice(0, firstLater), sample, ...others.slice(firstLater)];
  const firstKept = all.findLastIndex(({ atMs, told }) => !told && atMs <= keepFromMs - REACTION_MS);
  return firstKept > 0 ? all.slice(firstKept) : all;
}
