import type { SocketState } from '@headroom/contracts';

interface Point {
  readonly atMs: number;
  readonly wh: number;
}

/** What the socket that a van is plugged into has counted in this session: where it began, and the last minutes. */
export interface Metered {
  readonly socket: string;
  readonly pluggedAt: string | null;
  readonly trail: readonly Point[];
}

/** Enough for a reading that was ten minutes on its way, at a measure a minute. */
const TRAIL_LENGTH = 12;

/** More than a van can have taken in that time means that the register was changed, not that it was charged. */
const SLACK_WH = 1_000;
const RATING_SLACK = 1.5;

/** The longer trail, and what has been counted since the last look. */
interface Counted {
  readonly metered: Metered;
  readonly countedWh: number;
  /** Whether a session begins with this. */
  readonly begins: boolean;
}

/** Counts on, never across sockets, sessions and changed registers. */
export function countedOn(before: Metered | null, state: SocketState, maxChargeKw: number): Counted {
  const begins = before === null || before.socket !== state.socket || before.pluggedAt !== state.pluggedAt;
  const own = begins ? begun(state) : before;
  if (state.energyWh === null) return { metered: own, countedWh: 0, begins };
  const point = { atMs: Date.parse(state.at), wh: state.energyWh };
  const last = own.trail.at(-1);
  if (last === undefined || !mayFollow(last, point, maxChargeKw)) return { metered: { ...own, trail: [point] }, countedWh: 0, begins };
  if (point.wh === last.wh && point.atMs === last.atMs) return { metered: own, countedWh: 0, begins };
  return { metered: { ...own, trail: shortened([...own.trail, point]) }, countedWh: begins ? 0 : point.wh - last.wh, begins };
}

/** What has been counted since a moment, Wh: a reading that was on its way for minutes is older than what was charged meanwhile. */
export function countedSinceWh(metered: Metered | null, atMs: number): number {
  const last = metered?.trail.at(-1);
  const first = metered?.trail[0];
  if (!metered || !last || !first || atMs >= last.atMs) return 0;
  if (atMs <= first.atMs) return last.wh - first.wh;
  const after = metered.trail.findIndex((point) => point.atMs > atMs);
  const [from, to] = [metered.trail[after - 1] ?? first, metered.trail[after] ?? last];
  const share = (atMs - from.atMs) / (to.atMs - from.atMs);
  return last.wh - (from.wh + share * (to.wh - from.wh));
}

function begun({ socket, pluggedAt, energyAtPlugWh }: SocketState): Metered {
  const knowsBegin = pluggedAt !== null && energyAtPlugWh !== null;
  return { socket, pluggedAt, trail: knowsBegin ? [{ atMs: Date.parse(pluggedAt), wh: energyAtPlugWh }] : [] };
}

function mayFollow(last: Point, point: Point, maxChargeKw: number): boolean {
  const hours = Math.max(0, point.atMs - last.atMs) / 3_600_000;
  return point.wh >= last.wh && point.wh - last.wh <= maxChargeKw * 1_000 * RATING_SLACK * hours + SLACK_WH;
}

/** Keeps the begin of the session and the last minutes. */
function shortened(trail: readonly Point[]): readonly Point[] {
  return trail.length <= TRAIL_LENGTH ? trail : [trail[0] as Point, ...trail.slice(2 - TRAIL_LENGTH)];
}
