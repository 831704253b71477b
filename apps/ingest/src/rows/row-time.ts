/** A sender's clock may be ahead by so much. */
const AHEAD_MS = 5 * 60_000;
/** A clock that has lost its battery begins in 1970 or 2000. */
const OLDEST_MS = Date.UTC(2015, 0, 1);

const HAS_ZONE = /(Z|[+-]\d\d:\d\d)$/;

/** A sender's time in UTC with milliseconds, or why it cannot be right. Without a zone it is taken for UTC (protocols C7). */
export function rowTime(text: string, nowMs: number): { at: string } | { reason: string } {
  const ms = Date.parse(HAS_ZONE.test(text) ? text : `${text}Z`);
  if (Number.isNaN(ms)) return { reason: `at: ${text} is not a time` };
  if (ms > nowMs + AHEAD_MS) return { reason: `at: ${text} is more than 5 minutes in the future; is the sender's clock right?` };
  if (ms < OLDEST_MS) return { reason: `at: ${text} is before 2015; is the sender's clock set?` };
  return { at: new Date(ms).toISOString() };
}
