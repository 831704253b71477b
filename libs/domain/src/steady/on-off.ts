import { type SteadySettings, steadySettings } from './settings';

/** Since when a socket has been on, or off. */
export interface OnOff {
  readonly isOn: boolean;
  readonly sinceMs: number;
}

/** Takes the setpoint that a socket has; a socket seen for the first time, or with a new van, is free to change at once. */
export function onOffNow(before: OnOff | undefined, setpointA: number, nowMs: number): OnOff {
  const isOn = setpointA > 0;
  if (before === undefined) return { isOn, sinceMs: Number.NEGATIVE_INFINITY };
  return before.isOn === isOn ? before : { isOn, sinceMs: nowMs };
}

/** It has begun only now and should rather go on. */
export const mustGoOn = ({ isOn, sinceMs }: OnOff, nowMs: number, { minOnMs }: SteadySettings = steadySettings): boolean =>
  isOn && nowMs < sinceMs + minOnMs;

/** Until when it stays paused, ms; null: it may begin. */
export function pausedUntilMs({ isOn, sinceMs }: OnOff, nowMs: number, { minOffMs }: SteadySettings = steadySettings): number | null {
  return isOn || nowMs >= sinceMs + minOffMs ? null : sinceMs + minOffMs;
}
