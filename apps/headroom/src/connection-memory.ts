import { evLoadWithin } from '@headroom/domain';
import { EvLoads } from './ev-loads';

export interface MeterReading {
  readonly kw: number;
  /** The meter's own time. */
  readonly atMs: number;
}

/** The newest reading of one connection's meter, and what its EVs drew lately. */
export class ConnectionMemory {
  readonly evLoads = new EvLoads();
  private held: MeterReading | null = null;
  /** What the building alone was believed to draw, kW, before the reading that is held. */
  private believedKw: number | null = null;

  get reading(): MeterReading | null {
    return this.held;
  }

  /** What the EVs drew at the moment of the reading that is held, kW; 0 without one. */
  get evLoadAtMeterKw(): number {
    return this.held ? evLoadWithin(this.evLoads.atMeter, this.held.kw, this.believedKw) : 0;
  }

  /** Takes a reading; false where it is older than the one held: late values are history's, never the live picture's. */
  metered(reading: MeterReading, nowMs: number): boolean {
    if (this.held && reading.atMs < this.held.atMs && this.held.atMs <= nowMs) return false;
    if (this.held) this.believedKw = this.held.kw - this.evLoadAtMeterKw;
    this.hold(reading);
    return true;
  }

  /** Takes up what a process before this one believed. */
  restore(reading: MeterReading, evLoadAtMeterKw: number): void {
    this.believedKw = reading.kw - evLoadAtMeterKw;
    this.hold(reading);
  }

  private hold(reading: MeterReading): void {
    this.held = reading;
    this.evLoads.meterRead(reading.atMs);
  }
}
