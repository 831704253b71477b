import { type LocalMoment, minuteOfDayOf } from '../time';
import type { BoundKw } from './piece';

/** kW to leave unused every day between two times on the depot's clock; a row of a tariff's reductions fits. */
export interface TariffReduction {
  readonly id: string;
  readonly connectionId: string;
  /** `16:00`. */
  readonly fromLocal: string;
  /** Excluded. Not later than fromLocal: over midnight; the same: all day. */
  readonly untilLocal: string;
  readonly reduceKw: number;
}

/** kW less for the grid operator, from one moment until another. */
export interface TurnDown {
  readonly kind: 'turn-down';
  readonly id: string;
  readonly connectionId: string;
  /** ms, included. */
  readonly fromMs: number;
  /** ms, excluded. */
  readonly untilMs: number;
  readonly kw: number;
}

/**
 * The tariff reductions that hold while the clock shows this, each with its source. The clock decides and not the time gone
 * by, so the hour that comes twice in autumn is reduced twice.
 */
export function tariffReductionsAt(reductions: readonly TariffReduction[], { minuteOfDay }: LocalMoment): BoundKw[] {
  const holds = ({ fromLocal, untilLocal }: TariffReduction) => isBetween(minuteOfDay, minuteOfDayOf(fromLocal), minuteOfDayOf(untilLocal));
  return reductions.filter(holds).map(({ id, reduceKw }) => ({ kw: reduceKw, boundBy: `tariff:${id}` }));
}

/** The turn-downs that hold at a moment, ms, each with its source. */
export function turnDownsAt(turnDowns: readonly TurnDown[], ms: number): BoundKw[] {
  const holds = ({ fromMs, untilMs }: TurnDown) => fromMs <= ms && ms < untilMs;
  return turnDowns.filter(holds).map(({ id, kw }) => ({ kw, boundBy: `dispatch:${id}` }));
}

/** The limit less all the reductions together, at least 0. The largest is named as what binds; one that takes nothing away binds nothing. */
export function less(limit: BoundKw, reductions: readonly BoundKw[]): BoundKw {
  const totalKw = reductions.reduce((sum, { kw }) => sum + Math.max(0, kw), 0);
  const kw = Math.max(0, limit.kw - totalKw);
  if (kw === limit.kw) return limit;
  const largest = reductions.reduce((most, next) => (next.kw > most.kw ? next : most));
  return { kw, boundBy: largest.boundBy };
}

function isBetween(minute: number, from: number, until: number): boolean {
  return from < until ? from <= minute && minute < until : from <= minute || minute < until;
}
