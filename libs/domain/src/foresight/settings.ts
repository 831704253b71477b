/** What a plan allows for, because no forecast is true (optimiser.md, 2.1). */
export interface ForesightSettings {
  readonly slotMinutes: number;
  readonly horizonMs: number;
  /** Vans are planned to be ready so long before they leave. */
  readonly finishEarlyMs: number;
  /** Of a later capacity, what a plan counts on: no more than that was drawn in the closed loop when all of it was wanted, in whole amps and with a reserve. */
  readonly futureCapacityShare: number;
  /**
   * Of the energy that a van not yet in should need, what is planned for. Where forecasts err by a quarter, 1.05 bought less unmet energy for
   * its price than a hundredth of `futureCapacityShare` did: one margin is enough.
   */
  readonly forecastEnergyShare: number;
  /** A van that is later than this is not expected any more. */
  readonly lateMs: number;
  /** A van that may be here any moment is planned from so long after now. */
  readonly arrivesInMs: number;
  /** How long a van stays that nobody knows, and what it needs. One that is known and has no departure has the whole horizon. */
  readonly unknownStayMs: number;
  readonly unknownNeedKwh: number;
  /** Of the battery, what a van that comes in to be charged to a target is taken to need. */
  readonly unknownNeedShare: number;
  /** Above this state of charge batteries charge ever more slowly, and when full at this share of their rate. */
  readonly taperFromPct: number;
  readonly fullRateShare: number;
  /** Of its need, what every van has before anybody has more; priorities decide about the rest. Without it low ones leave nearly empty when all is full. */
  readonly firstShare: number;
  /** Priorities that differ by less share alike. */
  readonly classWidth: number;
  readonly flatPricePerKwh: number;
  /** A building's present load is held less and less: after this long half of the difference to its usual day is left. */
  readonly loadHalfLifeMs: number;
  /** The usual day is a mean of about so many days. */
  readonly profileDays: number;
  /** A van that lacks less when it leaves is not short. */
  readonly shortKwh: number;
}

export const foresightSettings: ForesightSettings = {
  slotMinutes: 15,
  horizonMs: 48 * 3_600_000,
  finishEarlyMs: 30 * 60_000,
  futureCapacityShare: 0.96,
  forecastEnergyShare: 1,
  lateMs: 2 * 3_600_000,
  arrivesInMs: 15 * 60_000,
  unknownStayMs: 8 * 3_600_000,
  unknownNeedKwh: 20,
  unknownNeedShare: 0.5,
  taperFromPct: 80,
  fullRateShare: 0.15,
  firstShare: 0.5,
  classWidth: 0.05,
  flatPricePerKwh: 0.15,
  loadHalfLifeMs: 2 * 3_600_000,
  profileDays: 7,
  shortKwh: 0.5,
};
