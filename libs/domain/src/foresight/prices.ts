import { localMomentOf, minuteOfDayOf } from '../time';
import type { PriceRate } from './outlook';
import { type Slots, slotStartMs } from './slots';

const STEP_MS = 5 * 60_000;

/** Price per kWh of each slot, the mean over it; a rate holds until the next one, the last one over midnight. */
export function pricesOf(rates: readonly PriceRate[] | null, slots: Slots, zone: string, flatPricePerKwh: number): number[] {
  const sorted = [...(rates ?? [])]
    .map((rate) => ({ minute: minuteOfDayOf(rate.fromLocal), price: rate.pricePerKwh }))
    .sort((a, b) => a.minute - b.minute);
  if (sorted.length === 0) return Array<number>(slots.count).fill(flatPricePerKwh);
  const last = (sorted.at(-1) as { price: number }).price;
  const priceAt = (ms: number): number => {
    const { minuteOfDay } = localMomentOf(ms, zone);
    return sorted.findLast(({ minute }) => minute <= minuteOfDay)?.price ?? last;
  };
  const steps = Math.max(1, Math.round(slots.slotMs / STEP_MS));
  return Array.from({ length: slots.count }, (_, slot) => {
    const fromMs = slotStartMs(slots, slot);
    let sum = 0;
    for (let step = 0; step < steps; step++) sum += priceAt(fromMs + step * STEP_MS);
    return Math.round((sum / steps) * 1e6) / 1e6;
  });
}
