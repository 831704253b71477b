import { VOLTAGE_V } from './voltage';

/** The current on each phase, A, that gives this power, kW, over so many phases. Not rounded: whole amps are the allocator's business. */
export function ampsOfKw(kw: number, phaseCount: number): number {
  return (kw * 1000) / (phaseCount * VOLTAGE_V);
}
