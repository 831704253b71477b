import { utcMidnightOf } from './calendar';
import { minuteOfDayOf } from './minute-of-day';
import { zoneOffsetMs } from './zone-offset';

const DAY_MS = 86_400_000;
const QUARTER_MS = 15 * 60_000;

/**
 * The moment, ms, when the clock of a zone shows a time on a date.
 *
 * When the clocks go back a time is shown twice: the first counts. When they go forward a time is never shown: the moment of
 * the change stands for it, so that a later local time is never an earlier moment and no window ends before it begins.
 * @throws RangeError for an impossible date or time and for an unknown zone.
 */
export function localTimeAt(date: string, time: string, zone: string): number {
  const [first] = localTimesAt(date, time, zone);
  return first ?? clockChangeOver(wallMs(date, time), zone);
}

/** Every moment, ms, when the clock shows this time on this date: one as a rule, two when the clocks go back, none when it is skipped. */
export function localTimesAt(date: string, time: string, zone: string): number[] {
  const wall = wallMs(date, time);
  const [before, after] = offsetsAround(wall, zone);
  const candidates = before === after ? [wall - before] : [wall - before, wall - after].sort((a, b) => a - b);
  return candidates.filter((ms) => ms + zoneOffsetMs(ms, zone) === wall);
}

/** What the wall shows, as if it were UTC. */
function wallMs(date: string, time: string): number {
  return utcMidnightOf(date) + minuteOfDayOf(time) * 60_000;
}

/** Offsets a day before and a day after: no zone is further than 14 h from UTC, so they lie on either side of a change that day. */
function offsetsAround(wall: number, zone: string): [number, number] {
  return [zoneOffsetMs(wall - DAY_MS, zone), zoneOffsetMs(wall + DAY_MS, zone)];
}

/** The moment of the change that leaves out this wall time. */
function clockChangeOver(wall: number, zone: string): number {
  const [before, after] = offsetsAround(wall, zone);
  let ms = Math.floor((wall - after) / QUARTER_MS) * QUARTER_MS;
  while (ms < wall - before && zoneOffsetMs(ms, zone) !== after) ms += QUARTER_MS;
  return ms;
}
