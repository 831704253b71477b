/**
 * What a socket's meter counted between two readings in Wh, in kWh; null where that is not known: a reading is missing, the
 * meter ran backwards (it was changed or reset), or it jumped by more than a whole battery can take.
 */
export function meteredKwh(fromWh: number | null, untilWh: number | null, batteryKwh: number, efficiency: number): number | null {
  if (fromWh === null || untilWh === null) return null;
  const kwh = (untilWh - fromWh) / 1000;
  const isPossible = kwh >= 0 && kwh <= batteryKwh / efficiency;
  return isPossible ? kwh : null;
}
