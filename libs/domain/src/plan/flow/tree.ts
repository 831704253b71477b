/**
 * What one root of the grid feeds, numbered for speed. Node 0 is the root and parents come before children; the jobs below a node are
 * neighbours, from firstJob to endJob (exclusive). Nodes that can never bind and jobs that can take nothing are left out.
 * Node and slot together are at index slot × nodes + node.
 */
export interface Tree {
  readonly slots: number;
  readonly nodes: number;
  readonly jobs: number;
  /** The most nodes above one another. */
  readonly levels: number;
  readonly parent: Int32Array;
  readonly level: Int32Array;
  readonly firstJob: Int32Array;
  readonly endJob: Int32Array;
  /** By job: its node and those above, levels entries each, from below to the root, then -1. */
  readonly above: Int32Array;
  /** Which job of the problem each is. */
  readonly problemJob: Int32Array;
  readonly fromSlot: Int32Array;
  readonly untilSlot: Int32Array;
  readonly maxWh: Int32Array;
  /** What it needs, as far as it could take that if it were alone without any limits. */
  readonly neededWh: Int32Array;
  readonly wholeNeedWh: Int32Array;
  readonly priority: Float64Array;
  readonly isCharging: Uint8Array;
  /** No node's is more than the jobs below can take at all, so that a root is full when nothing more fits. */
  readonly hardWh: Int32Array;
  /** null: nothing soft below this root. */
  readonly softWh: Int32Array | null;
  /** A soft capacity below the root: which of them to pass is then no longer a matter of slots alone, and the plan may not be the best. */
  readonly hasSoftInside: boolean;
}

/** More than this in one slot is as good as no limit, and sums of it still fit 32 bits. */
export const NO_LIMIT_WH = 1_000_000_000;
