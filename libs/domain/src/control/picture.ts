import type { GridNode } from '../grid';

/** One socket as it is now known. */
export interface ControlSocket {
  readonly id: string;
  readonly chargePoint: string;
  /** Messages to this charge point, all its sockets together, are at least this far apart (domain.md: Alfen 2 s, Swarco 5 s). */
  readonly minMessageGapMs: number;
  readonly node: string;
  readonly phases: readonly (0 | 1 | 2)[];
  readonly minA: number;
  /** Its rating. */
  readonly maxA: number;
  readonly plugged: boolean;
  /** Silent for longer than a charging socket may be. */
  readonly lost: boolean;
  /** Counts plug-ins, boots and reconnects. */
  readonly epoch: number;
  /** Highest phase current, as last heard; null: never. */
  readonly meteredA: number | null;
  /** When we received it. */
  readonly meteredAtMs: number | null;
  /** The same measure on each of its conductors, in the order of `phases`; null: not known. */
  readonly phaseCurrentsA: readonly number[] | null;
}

export interface ControlSettings {
  /** A setpoint without an answer for this long has failed. */
  readonly expiryMs: number;
  /** How far above its setpoint a socket may be metered and still count as obeying. */
  readonly toleranceA: number;
  /** IEC 61851-1: a vehicle follows the pilot signal within 5 s. */
  readonly reactionMs: number;
  /** How long a vehicle may draw more than it was told before it is told again. */
  readonly lagMs: number;
  /** Tellings without success before the alarm. */
  readonly maxAttempts: number;
  /** How long after a refusal, or after the last of those attempts, it is tried again. */
  readonly slowRetryMs: number;
  /** What was cut because a limit was broken is not raised again for so long: a building that wavers would have it back and forth. */
  readonly holdBackMs: number;
  /** A confirmed setpoint is told again after this long; null: never. */
  readonly keepAliveMs: number | null;
  /** A phase that carries less is not used: an EV's charger draws some 0.1 A on a phase that it only watches. */
  readonly phaseIdleA: number;
  /** An EV that draws less on its highest phase shows nothing of how it charges: it may be warming up or balancing. */
  readonly phaseDrawsA: number;
  /** So long it must have drawn on the same phases before the others are released. */
  readonly phaseStableMs: number;
  /** Currents that are older are not known: a charging socket reports once a minute. */
  readonly phaseFreshMs: number;
}

export const defaultControlSettings: ControlSettings = {
  expiryMs: 30_000,
  toleranceA: 1,
  reactionMs: 5_000,
  lagMs: 15_000,
  maxAttempts: 3,
  slowRetryMs: 60_000,
  holdBackMs: 60_000,
  keepAliveMs: null,
  phaseIdleA: 0.5,
  phaseDrawsA: 3,
  phaseStableMs: 60_000,
  phaseFreshMs: 150_000,
};

/** All that control needs to know of a depot at one moment. */
export interface ControlPicture {
  readonly mode: 'off' | 'monitor' | 'test' | 'live';
  /** The grid with what may be granted now. */
  readonly nodes: readonly GridNode[];
  readonly sockets: readonly ControlSocket[];
  readonly settings: ControlSettings;
}
