import type { GridNode, Phase } from '../grid';

/** What one socket asks for. Amps are per phase. */
export interface SocketDemand {
  readonly id: string;
  /** The grid node that feeds it. */
  readonly node: string;
  readonly phases: readonly Phase[];
  /** The least it can charge at; below it only 0 A is possible. */
  readonly minA: number;
  /** Its rating. */
  readonly maxA: number;
  /** No more than this is of use; 0 where there is no vehicle or nothing to charge. */
  readonly wantA: number;
  /** Higher goes first. */
  readonly priority: number;
  /** The setpoint it has now. */
  readonly currentA: number;
  /** What it counts at because it cannot be steered now (lost, refusing, no control); null: it can be. */
  readonly reservedA: number | null;
  /** False: it should rather not be sent to 0 A now (a car that does not resume, a minimum time on). Limits win. */
  readonly canPause: boolean;
  /** What the plan gives it now, A; absent or null: no plan, so as much as it wants. */
  readonly targetA?: number | null;
  /** Beyond its target it may take what nobody else needs (the plan charges it later at no lower price, or is short). */
  readonly takesSpare?: boolean;
  /** When its van is to leave, ms since 1970; absent or null: not known. */
  readonly departAtMs?: number | null;
  /** How long it could wait and still be ready at full rate, ms, as last ranked; absent or null: not known. */
  readonly laxityMs?: number | null;
}

/** The whole input of an allocator; structurally the contracts' `allocationProblem`. */
export interface AllocationProblem {
  readonly nodes: readonly GridNode[];
  readonly sockets: readonly SocketDemand[];
  /** What a solver has found for this question, beside the allocator: by whom, and amps in the order of the sockets. Absent: nothing. */
  readonly proposed?: { readonly by: string; readonly amps: readonly number[] };
}

export interface SocketAllocation {
  readonly socket: string;
  /** 0, or whole amps from minA to maxA. */
  readonly amps: number;
  /** `boundBy` of the node that holds it down, or 'socket' (its rating), 'vehicle' (what it wants), 'problem' (bad input). */
  readonly boundBy: string;
  /** In an operator's words. */
  readonly reason: string;
}

/** In the order of the problem's sockets. */
export interface Allocation {
  readonly allocator: string;
  readonly sockets: readonly SocketAllocation[];
}

/** Shares amps out. Never throws; the same problem gives the same amps. */
export interface Allocator {
  readonly id: string;
  allocate(problem: AllocationProblem): Allocation;
}
