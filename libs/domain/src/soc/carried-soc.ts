import { CHARGING_EFFICIENCY, clampedPct, socGainPct } from './battery';
import { meteredKwh } from './metered-kwh';

/** What telematics last said, and what the van's socket had metered then; null while it was not plugged in. */
export interface SocReading {
  readonly socPct: number;
  readonly energyWh: number | null;
}

/**
 * The state of charge now, %: the last reading carried forward by what the socket has metered since. null stays null,
 * for an unknown state of charge is not an empty battery (evcc #30582). Where the metered energy is not known the reading
 * itself is the best there is.
 * @param energyNowWh what the socket's meter reads now; null when the van is not plugged in.
 */
export function carriedSoc(
  reading: SocReading | null,
  energyNowWh: number | null,
  batteryKwh: number,
  efficiency = CHARGING_EFFICIENCY,
): number | null {
  if (reading === null || !Number.isFinite(reading.socPct)) return null;
  const gainedKwh = meteredKwh(reading.energyWh, energyNowWh, batteryKwh, efficiency);
  return clampedPct(reading.socPct + (gainedKwh === null ? 0 : socGainPct(gainedKwh, batteryKwh, efficiency)));
}
