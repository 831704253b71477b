import { kwOfAmps, localTimeAt } from '@headroom/domain';
import { csvRows } from './csv-rows';
import type { Rejection } from './rejection';
import { connectorOf, type Session } from './session';

/** What a recording held, and why each row that is not replayed is not. */
export interface ImportedSessions {
  readonly rowCount: number;
  /** In order of their start. */
  readonly sessions: readonly Session[];
  readonly rejected: ReadonlyMap<Rejection, number>;
}

const columns = ['start_local', 'end_local', 'site', 'charge_point', 'connector', 'energy_kwh'] as const;
const localMinute = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?$/;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const RATING_KW = kwOfAmps(32, 1);

/**
 * Reads recorded sessions. Times are local minutes of the zone.
 * @throws Error where a column is missing: then nothing in the file can be trusted.
 */
export const importSessions = (csv: string, zone: string): ImportedSessions => {
  const rows = csvRows(csv);
  const absent = columns.filter((column) => rows[0] !== undefined && !(column in rows[0]));
  if (absent.length > 0) throw new Error(`the sessions lack the column${absent.length > 1 ? 's' : ''} ${absent.join(', ')}`);

  const judged = rows.map((row) => judgedAlone(sessionOf(row, zone)));
  const plausible = judged.filter((one) => typeof one !== 'string').sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
  const { kept, overlapping } = withoutOverlaps(plausible);
  const reasons = [...judged.filter((one) => typeof one === 'string'), ...overlapping];
  return { rowCount: rows.length, sessions: kept, rejected: counted(reasons) };
};

const sessionOf = (row: Record<string, string>, zone: string): Session | null => {
  const startMs = momentOf(row.start_local, zone);
  const endMs = momentOf(row.end_local, zone);
  const energyKwh = row.energy_kwh ? Number(row.energy_kwh) : Number.NaN;
  const { site = '', charge_point: chargePoint = '', connector = '' } = row;
  if (startMs === null || endMs === null || !Number.isFinite(energyKwh) || energyKwh < 0 || !chargePoint || !connector) return null;
  return { site, chargePoint, connector, startMs, endMs, energyKwh };
};

const momentOf = (text: string | undefined, zone: string): number | null => {
  const [, date, time] = localMinute.exec(text ?? '') ?? [];
  if (date === undefined || time === undefined) return null;
  try {
    return localTimeAt(date, time, zone);
  } catch {
    return null; // 30 February, 25 o'clock
  }
};

const judgedAlone = (session: Session | null): Session | Rejection => {
  if (session === null) return 'a field is missing or cannot be read';
  const stayMs = session.endMs - session.startMs;
  if (stayMs <= 0) return 'ends before it starts, or at once';
  if (session.energyKwh === 0) return 'delivered nothing';
  if (stayMs > WEEK_MS) return 'stayed for more than a week';
  // Recorded to the minute, so it may have been up to a minute longer.
  if (session.energyKwh > (RATING_KW * (stayMs + MINUTE_MS)) / HOUR_MS) return 'delivered more than its socket can';
  return session;
};

const withoutOverlaps = (sessions: readonly Session[]): { kept: Session[]; overlapping: Rejection[] } => {
  const freeFromMs = new Map<string, number>();
  const kept = sessions.filter((session) => {
    const connector = connectorOf(session);
    if (session.startMs < (freeFromMs.get(connector) ?? Number.NEGATIVE_INFINITY)) return false;
    freeFromMs.set(connector, session.endMs);
    return true;
  });
  return { kept, overlapping: Array(sessions.length - kept.length).fill('overlaps the one before on its connector') };
};

const counted = (reasons: readonly Rejection[]): Map<Rejection, number> => {
  const counts = new Map<Rejection, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
};
