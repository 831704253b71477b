/** What a socket's energy register said. */
export interface EnergyReading {
  readonly atMs: number;
  readonly wh: number;
}

/** The register as far as it is believed, oldest first, and a reading that did not fit. */
export interface EnergyTrust {
  readonly trail: readonly EnergyReading[];
  readonly suspect: EnergyReading | null;
}
export const noEnergyYet: EnergyTrust = { trail: [], suspect: null };

const TRAIL_MS = 6 * 60_000;
const TRAIL_LENGTH = 4;
/** Registers step by up to 100 Wh (protocols B6), and clocks are a little off. */
const SLACK_WH = 500;
const RATING_SLACK = 1.5;

/**
 * Believes a reading that follows from the last one: never backwards, never more than the socket can give (C6).
 * One that does not is kept as a suspect; a second that follows from the suspect shows that the register itself was changed (B7), and
 * `shiftWh` says by how much what was read before must move.
 */
export function energyAfter(trust: EnergyTrust, reading: EnergyReading, ratedW: number): { trust: EnergyTrust; shiftWh: number } {
  const last = trust.trail.at(-1);
  if (last === undefined) return { trust: { trail: [reading], suspect: null }, shiftWh: 0 };
  if (reading.atMs === last.atMs && reading.wh === last.wh) return { trust, shiftWh: 0 };
  if (follows(last, reading, ratedW)) return { trust: { trail: lengthened(trust.trail, reading), suspect: null }, shiftWh: 0 };
  const { suspect } = trust;
  if (suspect === null || reading.atMs === suspect.atMs || !follows(suspect, reading, ratedW))
    return { trust: { ...trust, suspect: reading }, shiftWh: 0 };
  return { trust: { trail: [suspect, reading], suspect: null }, shiftWh: suspect.wh - last.wh };
}

/**
 * Power that the energy register implies, W; null while there is too little to tell. Registers that step let it swing (B6), so the lower of
 * the last step and the whole trail is taken: EV load that is not there would be handed out again as headroom.
 */
export function powerOfEnergyW(trail: readonly EnergyReading[], ratedW: number): number | null {
  const last = trail.at(-1);
  const before = trail.findLast((reading) => last !== undefined && last.atMs - reading.atMs >= 20_000);
  const first = trail[0];
  if (last === undefined || before === undefined || first === undefined) return null;
  return Math.min(slopeW(before, last), slopeW(first, last), ratedW);
}

function follows(from: EnergyReading, to: EnergyReading, ratedW: number): boolean {
  const hours = Math.max(0, to.atMs - from.atMs) / 3_600_000;
  return to.wh >= from.wh && to.wh - from.wh <= ratedW * RATING_SLACK * hours + SLACK_WH;
}

function lengthened(trail: readonly EnergyReading[], reading: EnergyReading): EnergyReading[] {
  const kept = trail.filter((old) => reading.atMs - old.atMs <= TRAIL_MS && old.atMs < reading.atMs);
  // However far apart the readings are, the last one is what the next is measured against.
  const last = trail.at(-1);
  return [...(kept.length > 0 || last === undefined || last.atMs >= reading.atMs ? kept : [last]), reading].slice(-TRAIL_LENGTH);
}

function slopeW(from: EnergyReading, to: EnergyReading): number {
  return ((to.wh - from.wh) * 3_600_000) / (to.atMs - from.atMs);
}
