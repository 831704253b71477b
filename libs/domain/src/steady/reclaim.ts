import { MIN_CHARGE_A } from '../units';
import { type SteadySettings, steadySettings } from './settings';

/** What one socket's EV makes of its setpoint. */
export interface SocketUse {
  /** The most that is of use to it, A; null: as much as it gets. */
  readonly ceilingA: number | null;
  readonly setpointA: number;
  /** The highest and lowest that it drew since it began to draw about this much at this setpoint. */
  readonly highA: number;
  readonly lowA: number;
  readonly sinceMs: number;
  /** When it began to draw all it may, or was last given more; null: it does not. */
  readonly hitSinceMs: number | null;
}

/** One look at a socket. */
export interface SeenDraw {
  readonly atMs: number;
  /** The setpoint that it is known to have. */
  readonly setpointA: number;
  /** Highest phase, A; null: not charging, or not measured. */
  readonly drawnA: number | null;
  readonly maxA: number;
}

/**
 * Learns what an EV can use. Amps it leaves unused are taken back by lowering its setpoint, never below what charging needs; and it gets
 * more, a step at a time, whenever it draws all that it has (a battery that was cold, a second EV on the same socket).
 */
export function learnedUse(before: SocketUse | undefined, draw: SeenDraw, settings: SteadySettings = steadySettings): SocketUse {
  if (draw.drawnA === null || draw.setpointA === 0) return began(before?.ceilingA ?? null, draw);
  if (before === undefined || before.setpointA !== draw.setpointA) return began(before?.ceilingA ?? null, draw);
  return raised(lowered(watched(before, draw, draw.drawnA, settings), draw, settings), draw, settings);
}

function began(ceilingA: number | null, { atMs, setpointA, drawnA }: SeenDraw): SocketUse {
  return { ceilingA, setpointA, highA: drawnA ?? 0, lowA: drawnA ?? 0, sinceMs: atMs, hitSinceMs: null };
}

/** Begins to count anew when the current leaves the band that it was in. */
function watched(before: SocketUse, draw: SeenDraw, drawnA: number, { deadBandA }: SteadySettings): SocketUse {
  const highA = Math.max(before.highA, drawnA);
  const lowA = Math.min(before.lowA, drawnA);
  if (highA - lowA <= deadBandA) return { ...before, highA, lowA };
  return { ...began(before.ceilingA, draw), hitSinceMs: before.hitSinceMs };
}

function lowered(use: SocketUse, { atMs, setpointA }: SeenDraw, settings: SteadySettings): SocketUse {
  if (use.highA >= setpointA - settings.unusedA || atMs < use.sinceMs + settings.stableMs) return use;
  const ceilingA = Math.max(MIN_CHARGE_A, Math.ceil(use.highA) + settings.marginA);
  // A lower ceiling is a message to the charger: not for an ampere.
  return ceilingA <= setpointA - settings.deadBandA ? { ...use, ceilingA } : use;
}

function raised(use: SocketUse, { atMs, drawnA, maxA }: SeenDraw, settings: SteadySettings): SocketUse {
  if (use.ceilingA === null) return use;
  const isHit = (drawnA as number) > use.ceilingA - 1;
  if (!isHit) return use.hitSinceMs === null ? use : { ...use, hitSinceMs: null };
  const hitSinceMs = use.hitSinceMs ?? atMs;
  if (atMs < hitSinceMs + settings.raiseEveryMs) return { ...use, hitSinceMs };
  const ceilingA = use.ceilingA + settings.raiseA;
  return { ...use, ceilingA: ceilingA >= maxA ? null : ceilingA, hitSinceMs: atMs };
}
