import type { Phase } from '../grid';

/**
 * A depot's charging over the coming slots. All energies are whole Wh in one slot, so that a plan is exact and the same on every machine.
 * A window is [fromSlot, untilSlot).
 */
export interface HorizonProblem {
  readonly slots: number;
  readonly slotMinutes: number;
  readonly nodes: readonly HorizonNode[];
  readonly jobs: readonly HorizonJob[];
  /** Currency per kWh, one figure a slot. */
  readonly pricePerKwh: readonly number[];
  /** Priorities in the same class of this width share max-min instead of one starving the other; 0: exact order. */
  readonly classWidth?: number;
}

/** A place that current goes through, with what is left for charging in each slot. Roots have no parent; every limit nests in the one above. */
export interface HorizonNode {
  readonly id: string;
  readonly parent: string | null;
  /** Wh a slot; null: no such limit. */
  readonly capacityWh: readonly number[] | null;
  /** A capacity below the hard one that may be passed at a price (flexibility); null: none. */
  readonly softWh: readonly number[] | null;
  /** Wh a slot on L1, L2, L3; null: no such limit. */
  readonly phaseWh: readonly [readonly number[], readonly number[], readonly number[]] | null;
}

/** One stay of one van at one socket. */
export interface HorizonJob {
  readonly id: string;
  /** The node that feeds its socket. */
  readonly node: string;
  readonly phases: readonly Phase[];
  readonly fromSlot: number;
  readonly untilSlot: number;
  readonly neededWh: number;
  /** The most it takes in one slot. */
  readonly maxWh: number;
  /** Above 0; higher goes first. */
  readonly priority: number;
  /** It charges now, so between equals it goes on. */
  readonly isCharging: boolean;
}
