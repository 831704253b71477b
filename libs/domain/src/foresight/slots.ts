const MINUTE_MS = 60_000;

/** The quarter-hours of a plan, counted from the minute in which it is made. */
export interface Slots {
  readonly fromMs: number;
  readonly slotMs: number;
  readonly count: number;
}

export function slotsFrom(nowMs: number, slotMinutes: number, horizonMs: number): Slots {
  const slotMs = slotMinutes * MINUTE_MS;
  return { fromMs: Math.floor(nowMs / MINUTE_MS) * MINUTE_MS, slotMs, count: Math.floor(horizonMs / slotMs) };
}

export const slotStartMs = ({ fromMs, slotMs }: Slots, slot: number): number => fromMs + slot * slotMs;

/** Whole slots from the beginning up to a moment; below 0 for one that has gone by. */
export const slotsUntil = ({ fromMs, slotMs }: Slots, ms: number): number => Math.floor((ms - fromMs) / slotMs);

/** The first slot that begins at this moment or later. */
export const firstSlotFrom = ({ fromMs, slotMs }: Slots, ms: number): number => Math.max(0, Math.ceil((ms - fromMs) / slotMs));

/** What fits one slot at a power, whole Wh. */
export const whOfKw = ({ slotMs }: Slots, kw: number): number => Math.max(0, Math.floor((kw * slotMs) / 3_600 + 1e-6));

export const kwOfWh = ({ slotMs }: Slots, wh: number): number => (wh * 3_600) / slotMs;
