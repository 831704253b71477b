import { METER_STALE_AFTER_MS } from './meter-freshness';

/** Headroom is told again this often although nothing has changed, so that its readers can tell a service that is well from one that is gone. */
export const HEADROOM_TOLD_EVERY_MS = 60_000;

/** From this age on it is not believed: its meters could have fallen silent since, and nobody would know. */
export const HEADROOM_STALE_AFTER_MS = METER_STALE_AFTER_MS;
