import { VOLTAGE_V } from './voltage';

/** The power, kW, of a current in A on each of so many phases. */
export function kwOfAmps(amps: number, phaseCount: number): number {
  return (amps * phaseCount * VOLTAGE_V) / 1000;
}
