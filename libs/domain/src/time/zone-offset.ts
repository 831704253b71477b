const QUARTER_MS = 15 * 60_000;
/** About a month of quarter-hours a zone; what a depot asks about is 48 h ahead and a few days back. */
const REMEMBERED_QUARTERS = 4_096;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly offsets: Map<number, number>;
}
const zones = new Map<string, Zone>();

/**
 * How far the local clock of a zone is ahead of UTC at a moment, ms (negative to the west).
 *
 * Asking Intl takes microseconds and the answer holds for a whole quarter-hour at least (every change since 1972 was on
 * one), so it is asked once a quarter-hour and zone.
 * @throws RangeError for a zone that is not in the IANA data base, and for a moment that is not a number.
 */
export function zoneOffsetMs(ms: number, zone: string): number {
  if (!Number.isFinite(ms)) throw new RangeError(`not a moment in time: ${ms}`);
  const { format, offsets } = zoneOf(zone);
  const quarter = Math.floor(ms / QUARTER_MS);
  const known = offsets.get(quarter);
  if (known !== undefined) return known;
  if (offsets.size >= REMEMBERED_QUARTERS) offsets.clear();
  const offset = askedOffsetMs(quarter * QUARTER_MS, format);
  offsets.set(quarter, offset);
  return offset;
}

/** Whether the IANA data base knows this zone: what to ask before a depot is accepted. */
export function isTimeZone(zone: string): boolean {
  try {
    zoneOf(zone);
    return true;
  } catch {
    return false;
  }
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone = { format: formatterOf(name), offsets: new Map<number, number>() };
  zones.set(name, zone);
  return zone;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  try {
    if (zone === '') throw new RangeError('empty');
    return new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new RangeError(`unknown time zone: '${zone}'; an IANA name such as Europe/London is needed`);
  }
}

function askedOffsetMs(ms: number, format: Intl.DateTimeFormat): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - ms;
}
