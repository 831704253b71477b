/** What the connection really saw, over all the days. Seconds are counted on a grid of five. */
export interface SiteAccount {
  readonly peakKw: number;
  readonly secondsAbove: number;
  /** The building alone was within the limit, so charging did it. */
  readonly secondsAvoidable: number;
  /** The building alone was above the limit: nothing that charging could do. */
  readonly secondsBuildingAlone: number;
  /** By how much charging went over what there was, at the worst. */
  readonly worstExcessKw: number;
  readonly chargedKwh: number;
  readonly cost: number | null;
}

/** From this moment on the sockets together draw this. */
export interface EvChange {
  readonly atMs: number;
  readonly evKw: number;
}

export interface Site {
  readonly limitKw: number;
  readonly buildingKw: (ms: number) => number;
  /** Per kWh; null where no prices are known. */
  readonly price: ((ms: number) => number) | null;
}

export const GRID_MS = 5_000;
const MS_PER_HOUR = 3_600_000;
/** A watt is rounding, not an excess. */
const ROUNDING_KW = 0.001;

/** Adds up true site power: charging is piecewise constant and known exactly, the building is looked at every five seconds. */
export const siteAccount = (changes: readonly EvChange[], site: Site, fromMs: number, untilMs: number): SiteAccount => {
  const sums = { peakKw: 0, secondsAbove: 0, secondsAvoidable: 0, secondsBuildingAlone: 0, worstExcessKw: 0, chargedKwh: 0, cost: 0 };
  let next = 0;
  let evKw = 0;
  for (let slotMs = fromMs; slotMs < untilMs; slotMs += GRID_MS) {
    const buildingKw = site.buildingKw(slotMs);
    const price = site.price?.(slotMs) ?? 0;
    const slotEndMs = Math.min(slotMs + GRID_MS, untilMs);
    for (let atMs = slotMs; atMs < slotEndMs; ) {
      for (let due = changes[next]; due !== undefined && due.atMs <= atMs; due = changes[++next]) evKw = due.evKw;
      const endMs = Math.min(changes[next]?.atMs ?? slotEndMs, slotEndMs);
      add(sums, { evKw, buildingKw, price, seconds: (endMs - atMs) / 1_000 }, site.limitKw);
      atMs = endMs;
    }
  }
  return { ...sums, cost: site.price === null ? null : sums.cost };
};

type Sums = { -readonly [Figure in keyof SiteAccount]: number };

const add = (
  sums: Sums,
  { evKw, buildingKw, price, seconds }: { evKw: number; buildingKw: number; price: number; seconds: number },
  limitKw: number,
) => {
  const siteKw = evKw + buildingKw;
  const kwh = (evKw * seconds * 1_000) / MS_PER_HOUR;
  sums.peakKw = Math.max(sums.peakKw, siteKw);
  sums.chargedKwh += kwh;
  sums.cost += kwh * price;
  if (siteKw <= limitKw + ROUNDING_KW) return;
  sums.secondsAbove += seconds;
  if (buildingKw > limitKw) {
    sums.secondsBuildingAlone += seconds;
  } else {
    sums.secondsAvoidable += seconds;
    sums.worstExcessKw = Math.max(sums.worstExcessKw, siteKw - limitKw);
  }
};
