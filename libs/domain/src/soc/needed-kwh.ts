import { CHARGING_EFFICIENCY, FULL_SOC_PCT, socGainPct } from './battery';
import { meteredKwh } from './metered-kwh';

/** The energy, kWh at the socket's meter, that brings a battery to its target; null where the state of charge is not known. */
export function neededKwh(
  socPct: number | null,
  targetSocPct: number,
  batteryKwh: number,
  efficiency = CHARGING_EFFICIENCY,
): number | null {
  if (socPct === null) return null;
  return (Math.max(0, targetSocPct - socPct) / 100) * (batteryKwh / efficiency);
}

interface PluggedVan {
  /** What its next departure asks for; null: nothing is scheduled, and it is filled. */
  readonly departure: { readonly energyKwh?: number; readonly targetSocPct?: number } | null;
  /** Carried forward; null: not known. */
  readonly socPct: number | null;
  readonly batteryKwh: number;
  /** What the socket's meter read at plug-in and what it reads now. */
  readonly energyAtPlugWh: number | null;
  readonly energyNowWh: number | null;
}

/**
 * What a van is to be charged to and what it still needs for that, kWh at the socket's meter (null: not known).
 *
 * A schedule may ask for energy in place of a state of charge: that much, metered at the socket, in this session, counted
 * from plug-in. That is known without the state of charge; where both are, no more is needed than the battery still takes.
 */
export function demandOf(van: PluggedVan, efficiency = CHARGING_EFFICIENCY): { targetSocPct: number; neededKwh: number | null } {
  const { departure, socPct, batteryKwh } = van;
  if (departure?.energyKwh !== undefined) return sessionDemand(van, departure.energyKwh, efficiency);
  const targetSocPct = departure?.targetSocPct ?? FULL_SOC_PCT;
  return { targetSocPct, neededKwh: neededKwh(socPct, targetSocPct, batteryKwh, efficiency) };
}

function sessionDemand(van: PluggedVan, energyKwh: number, efficiency: number): { targetSocPct: number; neededKwh: number } {
  const { socPct, batteryKwh, energyAtPlugWh, energyNowWh } = van;
  const deliveredKwh = meteredKwh(energyAtPlugWh, energyNowWh, batteryKwh, efficiency) ?? 0;
  const stillKwh = Math.max(0, energyKwh - deliveredKwh);
  const roomKwh = neededKwh(socPct, FULL_SOC_PCT, batteryKwh, efficiency);
  if (socPct === null || roomKwh === null) return { targetSocPct: FULL_SOC_PCT, neededKwh: stillKwh };
  const targetSocPct = Math.min(FULL_SOC_PCT, socPct + socGainPct(stillKwh, batteryKwh, efficiency));
  return { targetSocPct, neededKwh: Math.min(stillKwh, roomKwh) };
}
