import type { CapacityPiece } from '../capacity';
import type { DepotGrid, Phase } from '../grid';
import type { Schedule } from '../soc';

/** All that a depot's plan rests on, as its latest rows have it. */
export interface DepotOutlook {
  readonly nowMs: number;
  readonly zone: string;
  readonly grid: DepotGrid;
  readonly connections: readonly ConnectionOutlook[];
  /** Import price by local time of day; null: one price for all hours. */
  readonly rates: readonly PriceRate[] | null;
  readonly sockets: readonly SocketOutlook[];
  readonly vans: readonly VanOutlook[];
  readonly schedules: readonly Schedule[];
  /** Of a van whose priority cannot be known yet. */
  readonly defaultPriority: number;
}

export interface ConnectionOutlook {
  readonly id: string;
  readonly pieces: readonly CapacityPiece[];
  readonly bufferKw: number;
  /** What may be granted to charging now. */
  readonly grantableKw: number;
  /** What all else is expected to draw, kW. */
  readonly expectedLoadKw: (atMs: number) => number;
}

export interface PriceRate {
  readonly fromLocal: string;
  readonly pricePerKwh: number;
}

export interface SocketOutlook {
  readonly id: string;
  /** The grid node that feeds it. */
  readonly node: string;
  readonly phases: readonly Phase[];
  readonly maxA: number;
  readonly session: Session | null;
}

/** A van that is plugged in and takes charge. */
export interface Session {
  readonly vehicle: string | null;
  /** null: not known. */
  readonly neededKwh: number | null;
  readonly deliveredKwh: number;
  readonly socPct: number | null;
  readonly departAtMs: number | null;
  readonly priority: number;
  /** It has a setpoint above 0. */
  readonly isCharging: boolean;
  /** The most it has shown that it can use, A; null: not known. */
  readonly usableA: number | null;
  /** Supply phases that it was seen to draw on alone; absent or null: not known. */
  readonly phases?: readonly Phase[] | null;
}

export interface VanOutlook {
  readonly id: string;
  readonly batteryKwh: number;
  readonly maxChargeKw: number;
  readonly phases: 1 | 3;
  /** The socket that it was last seen at. */
  readonly usualSocket: string | null;
}

/** Whose job a job is. */
export interface ForeseenJob {
  readonly socket: string;
  readonly vehicle: string | null;
  readonly departAtMs: number | null;
  /** Its van is plugged in now; otherwise it is only expected. */
  readonly isHere: boolean;
  /** How long it could wait and still be ready at full rate, ms, when this was foreseen; absent: not known. */
  readonly laxityMs?: number;
  /** What it takes now, of what the job counts on in a slot: more than 1 in the slow part of a charge, whose mean the job counts on. */
  readonly rateNow?: number;
}
