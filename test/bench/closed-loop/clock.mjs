/** The vans and the building move in steps of this length. */
export const STEP_S = 5;
/** Meters are read and amps are decided this often. */
export const CONTROL_S = 10;
/** A plan's slot. */
export const SLOT_S = 900;
export const HOUR_S = 3_600;
/** When every run begins: two in the afternoon in London, in winter, when local time is UTC. */
export const START_MS = Date.parse('2026-11-23T14:00:00Z');
const START_HOUR = 14;

export function hourOfDay(s) {
  return (START_HOUR + s / HOUR_S) % 24;
}

export function msAt(s) {
  return START_MS + s * 1_000;
}
