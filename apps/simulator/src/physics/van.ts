/** A battery on wheels, as far as a socket can tell. */
export interface Van {
  readonly id: string;
  readonly batteryKwh: number;
  /** What its on-board charger takes at the most. */
  readonly maxChargeKw: number;
  readonly phases: 1 | 3;
  readonly storedKwh: number;
  /** Where it stops charging by itself, % of the battery. */
  readonly stopSocPct: number;
  /** How long it takes to follow a change of the pilot; IEC 61851-1 asks for 5 s, vans in the field take up to 15. */
  readonly lagMs: number;
}

const TAPER_FROM_PCT = 80;
/** What is left of the charge rate when the battery is all but full. */
const TAPER_END_SHARE = 0.1;
/** Less than a watt-second short of full is full; keeps a rounding error from charging for ever. */
const FULL_WITHIN_KWH = 1e-6;

export const socPctOf = (van: Van): number => Math.min(100, (van.storedKwh / van.batteryKwh) * 100);

export const roomKwh = (van: Van): number => Math.max(0, (van.batteryKwh * van.stopSocPct) / 100 - van.storedKwh);

export const isFull = (van: Van): boolean => roomKwh(van) <= FULL_WITHIN_KWH;

/** What the battery takes at this state of charge: all the charger can give up to 80 %, less and less above. */
export const takesKw = (van: Van): number => {
  if (isFull(van)) return 0;
  const socPct = socPctOf(van);
  if (socPct <= TAPER_FROM_PCT) return van.maxChargeKw;
  const left = (100 - socPct) / (100 - TAPER_FROM_PCT);
  return van.maxChargeKw * (TAPER_END_SHARE + (1 - TAPER_END_SHARE) * left);
};

/** The van after it has been given energy; never more than it has room for. */
export const charged = (van: Van, kwh: number): Van => ({ ...van, storedKwh: van.storedKwh + Math.min(kwh, roomKwh(van)) });

/** The van after it has driven; a battery is never below empty. */
export const driven = (van: Van, kwh: number): Van => ({ ...van, storedKwh: Math.max(0, van.storedKwh - kwh) });
