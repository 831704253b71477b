import { socketOf, type VehicleTruth } from './vehicle-truth';

export type SilenceLevel = 'amber' | 'red';

const AMBER_MS = 3 * 60_000;
const RED_MS = 5 * 60_000;

/**
 * How long a van has been silent, as an alarm level (domain, alarms); null while it is not missed.
 * Only one that has reported before and is plugged in is missed: parked vans sleep, and some have no telematics at all.
 */
export function silenceOf(truth: VehicleTruth, nowMs: number): SilenceLevel | null {
  const socket = socketOf(truth);
  if (truth.heardMs === null || socket === null) return null;
  const pluggedMs = socket.pluggedAt === null ? 0 : Date.parse(socket.pluggedAt);
  const silentMs = nowMs - Math.max(truth.heardMs, pluggedMs, truth.missedFromMs);
  if (silentMs >= RED_MS) return 'red';
  return silentMs >= AMBER_MS ? 'amber' : null;
}

/** What a depot manager reads of it. */
export function silenceInWords(vehicle: { id: string; registration: string }, heardMs: number): string {
  const name = `${vehicle.id.slice(vehicle.id.indexOf('.') + 1)} (${vehicle.registration})`;
  const since = new Date(heardMs).toISOString();
  return `${name} is plugged in and has not reported its state of charge since ${since}; it is counted on from the socket's meter.`;
}
