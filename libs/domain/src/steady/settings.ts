/** What keeps a depot at its limit calm (optimiser.md, 2.3). Every figure yields to a limit. */
export interface SteadySettings {
  /** A rise may use only what could be granted all this time. */
  readonly riseWindowMs: number;
  /**
   * Of that, left free by rises, so that the next small fall needs no cut. In the closed loop 2 % cost energy and made no fewer messages, and
   * with 0.5 % the site was once above its limit for 5 s.
   */
  readonly reserveShare: number;
  /** A van that has begun to charge is not paused sooner. */
  readonly minOnMs: number;
  /** A van that was paused is not begun again sooner. */
  readonly minOffMs: number;
  /** A change of fewer amps is not worth a message. */
  readonly deadBandA: number;
  /** An EV that draws less than its setpoint by more than this leaves amps unused. */
  readonly unusedA: number;
  /** For this long, within the dead band, before it is believed. */
  readonly stableMs: number;
  /** What it keeps above what it draws. */
  readonly marginA: number;
  /** One that draws all it may gets so much more, so often, until it does not. */
  readonly raiseA: number;
  readonly raiseEveryMs: number;
}

export const steadySettings: SteadySettings = {
  riseWindowMs: 120_000,
  reserveShare: 0.01,
  minOnMs: 600_000,
  minOffMs: 180_000,
  deadBandA: 2,
  unusedA: 1,
  stableMs: 60_000,
  marginA: 1,
  raiseA: 2,
  raiseEveryMs: 120_000,
};
