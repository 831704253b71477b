import type { Topic } from '@headroom/contracts';
import type { Estate } from '../estate/estate';
import type { Checked, Receipt } from './checked';
import { rowTime } from './row-time';

/** How rows of one kind come in, what is checked of them, and where they go on. */
export interface Feed<O extends { at: string }, T extends { depot: string }> {
  readonly outside: Topic<O>;
  readonly inside: Topic<T>;
  /** What is plausible of a row whose shape and time are right. */
  readonly check: (row: O, common: Common, estate: Estate) => Checked<T>;
}

/** What every fact has beside its depot. */
export interface Common {
  readonly id: string;
  readonly at: string;
  readonly receivedAt: string;
}

const MOST_FAULTS = 5;

/** Checks one row from outside, whatever it is: shape, time, then what it says. */
export function checkRow<O extends { at: string }, T extends { depot: string }>(
  feed: Feed<O, T>,
  row: unknown,
  estate: Estate,
  receipt: Receipt,
): Checked<T> {
  const shaped = feed.outside.schema.safeParse(row);
  return shaped.success ? checkShaped(feed, shaped.data, estate, receipt) : { reason: faultsInWords(shaped.error.issues) };
}

/** The same of a row whose shape is known to be right. */
export function checkShaped<O extends { at: string }, T extends { depot: string }>(
  feed: Feed<O, T>,
  row: O,
  estate: Estate,
  { nowMs, id }: Receipt,
): Checked<T> {
  const time = rowTime(row.at, nowMs);
  if ('reason' in time) return time;
  return feed.check(row, { id, at: time.at, receivedAt: new Date(nowMs).toISOString() }, estate);
}

function faultsInWords(issues: readonly { path: readonly PropertyKey[]; message: string }[]): string {
  return issues
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => `${path.map(String).join('.') || 'row'}: ${message}`)
    .join('; ');
}
