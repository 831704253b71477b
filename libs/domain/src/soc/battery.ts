/** What of the energy metered at the socket arrives in the battery: charger, cable and battery take the rest. A setting, not a law of nature. */
export const CHARGING_EFFICIENCY = 0.9;

export const FULL_SOC_PCT = 100;

/** How much further, in % of the battery, this metered energy brings it. */
export function socGainPct(meteredKwh: number, batteryKwh: number, efficiency: number): number {
  return ((meteredKwh * efficiency) / batteryKwh) * 100;
}

export function clampedPct(pct: number): number {
  return Math.min(FULL_SOC_PCT, Math.max(0, pct));
}
