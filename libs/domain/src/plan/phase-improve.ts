// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { exchange, turn } from './phase-exchange';
import { countFrom, type PhaseLoad, roomFor } from './phase-load';
import { findFreeSlot, findMarginals, findNear, type Marginals } from './phase-marginals';

export interface Effort {
  readonly rounds: number;
  /** How long a chain of displaced jobs may get. */
  readonly sweeps: number;
  /** Only jobs that are short look for a better place. */
  readonly onlyShort: boolean;
}

/** Exchanges, first in large amounts, then in ever smaller ones, each with ever longer chains, until none gains. @returns rounds made. */
export function improve(load: PhaseLoad, marginals: Marginals, unservedCost: Float64Array, { rounds, sweeps, onlyShort }: Effort): number {
  let made = 0;
  for (const step of STEPS) {
    countFrom(load, step);
    for (let depth = 2; depth <= sweeps && made < rounds; made++) {
      if (made % NEAR_EVERY === 0) improveNear(load, marginals, unservedCost, onlyShort);
      if (improveOnce(load, marginals, unservedCost, depth, onlyShort) <= 1e-9) depth++;
    }
    improveNear(load, marginals, unservedCost, onlyShort);
  }
  return made;
}

/** Near exchanges take longer than a round of far ones and find nothing new after most of them. */
const NEAR_EVERY = 6;

/** Wh a phase: powers of nine, because under a kW limit one unit of three phases makes room for three of one phase, and those may in turn move others. */
const STEPS = [729, 81, 9, 1];

/** Exchanges with one other job, or one on each phase, job after job, each from how things stand at that moment. */
function improveNear(load: PhaseLoad, marginals: Marginals, unservedCost: Float64Array, onlyShort: boolean): void {
  const { jobs } = load.model;
  for (let pass = 0; pass < 12; pass++) {
    let gain = 0;
    for (let i = 0; i < jobs; i++) findFreeSlot(load, marginals, unservedCost, i);
    for (let i = 0; i < jobs; i++)
      for (let again = 0; again < 60; again++) {
        findNear(load, marginals, unservedCost, i);
        const gained = exchange(load, marginals, unservedCost, i, onlyShort);
        findFreeSlot(load, marginals, unservedCost, i);
        if (gained <= 0) break;
        gain += gained;
        for (let j = 0; j < jobs; j++) {
          const rank = marginals.to[j] as number;
          if (rank >= 0 && roomFor(load, j, rank) < load.step) findFreeSlot(load, marginals, unservedCost, j);
        }
      }
    if (gain <= 1e-9) return;
  }
}

function improveOnce(load: PhaseLoad, marginals: Marginals, unservedCost: Float64Array, depth: number, onlyShort: boolean): number {
  findMarginals(load, marginals, unservedCost, depth);
  let gain = 0;
  for (let i = 0; i < load.model.jobs; i++)
    for (let again = 0; again < 8; again++) {
      const gained = exchange(load, marginals, unservedCost, i, onlyShort);
      if (gained <= 0) break;
      gain += gained;
    }
  if (onlyShort) return gain;
  for (const circle of marginals.circles) gain += turn(load, marginals, unservedCost, circle);
  return gain;
}
