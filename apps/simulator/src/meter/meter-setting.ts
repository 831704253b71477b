/** How a site meter sends. `valueEveryMs` apart are the readings; they are sent together every `sendEveryMs`. */
export interface MeterSetting {
  readonly valueEveryMs: number;
  readonly sendEveryMs: number;
}

/** One message for each reading. */
export const readingEvery = (periodMs: number): MeterSetting => ({ valueEveryMs: periodMs, sendEveryMs: periodMs });

/** As the trial's meters did: every five minutes, five one-minute values. */
export const fiveMinuteBatches: MeterSetting = { valueEveryMs: 60_000, sendEveryMs: 300_000 };
