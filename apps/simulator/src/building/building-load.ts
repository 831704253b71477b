import { hashOf } from '../random/random';
import { type HourlySeries, hourIndexOf } from './hourly-series';

/** A building as it truly is, whatever its meter tells of it. */
export interface Building {
  readonly hourlyKw: HourlySeries;
  /** Recorded kW times this. */
  readonly scale: number;
  readonly seed: number;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Standard deviations as shares of the load: slow drifts within the hour, and lifts and kettles within the minute. */
export const DRIFT_SHARE = 0.03;
export const MINUTE_SHARE = 0.02;

/**
 * What the building draws at a moment, kW; negative when its roof exports. Hourly means are joined midpoint to midpoint and
 * seeded noise is laid over them. A gap in the feed is no gap in the load: it is bridged from its neighbours.
 */
export const buildingLoadKw = (building: Building, ms: number): number => {
  const sinceMidpoint = ms - HOUR_MS / 2;
  const hourStart = Math.floor(sinceMidpoint / HOUR_MS) * HOUR_MS;
  const share = (sinceMidpoint - hourStart) / HOUR_MS;
  const steadyKw = (1 - share) * hourMeanKw(building, hourStart) + share * hourMeanKw(building, hourStart + HOUR_MS);
  const drift = DRIFT_SHARE * smoothNoise(building.seed, 'drift', ms, 15 * MINUTE_MS);
  const flicker = MINUTE_SHARE * smoothNoise(building.seed, 'minute', ms, MINUTE_MS);
  return steadyKw + Math.abs(steadyKw) * (drift + flicker);
};

/** Whether the recording has nothing for this hour. */
export const isFeedGap = (building: Building, ms: number): boolean => building.hourlyKw[hourIndexOf(ms)] == null;

/** The scale that gives a recording this mean. */
export const scaleToMeanKw = (hourlyKw: HourlySeries, meanKw: number): number => {
  const known = hourlyKw.filter((kw) => kw !== null);
  return (meanKw * known.length) / known.reduce((sum, kw) => sum + kw, 0);
};

const hourMeanKw = (building: Building, hourStartMs: number): number => {
  for (let distance = 0; distance < building.hourlyKw.length; distance++) {
    const recorded =
      building.hourlyKw[hourIndexOf(hourStartMs - distance * HOUR_MS)] ?? building.hourlyKw[hourIndexOf(hourStartMs + distance * HOUR_MS)];
    if (recorded != null) return recorded * building.scale;
  }
  return 0;
};

/** Independent draws at every node of a grid in time, joined by straight lines: no jump, and the same for the same moment. */
const smoothNoise = (seed: number, name: string, ms: number, gridMs: number): number => {
  const node = Math.floor(ms / gridMs);
  const share = ms / gridMs - node;
  return (1 - share) * nodeDraw(seed, name, node) + share * nodeDraw(seed, name, node + 1);
};

/** About normal, mean 0, deviation 1: the sum of three uniform draws, so never beyond 3. */
const nodeDraw = (seed: number, name: string, node: number): number => {
  const draws = [1, 2, 3].map((salt) => uniformOf(hashOf(name, seed) ^ Math.imul(node, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)));
  return (draws.reduce((sum, draw) => sum + draw, 0) - 1.5) * 2;
};

const uniformOf = (bits: number): number => {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
};
