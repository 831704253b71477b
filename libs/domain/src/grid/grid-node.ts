/** Amps on L1, L2 and L3. */
export type PhaseAmps = [number, number, number];

/**
 * A place that current goes through: a connection or a feeder. Everything charging at or below it counts against its limits.
 * null is no limit of that kind; 0 is a limit.
 */
export interface GridNode {
  readonly id: string;
  /** The node it is fed from; null for a connection. */
  readonly parent: string | null;
  readonly limitKw: number | null;
  /** Per phase, so that one full phase does not hide behind two empty ones. */
  readonly limitA: PhaseAmps | null;
  /** What sets the limit, in words for the operator: `asc`, `profile:<id>`, `feeder:<id>`. */
  readonly boundBy: string;
}
