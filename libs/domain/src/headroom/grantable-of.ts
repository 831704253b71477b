import { buildingAloneKw, type ConnectionLoad, leftKw, worstCaseBuildingKw } from './connection-load';

interface MeteredLoad extends ConnectionLoad {
  /** The EVs on this connection at the moment when the meter read buildingLoadKw (evLoadWithin). */
  readonly evLoadAtMeterKw: number;
  /** The reading is too old to be believed (isMeterStale). */
  readonly meterStale: boolean;
}

/**
 * What may be granted to EVs in all, kW; what optimiser and control obey.
 *
 * As headroomOf, but an incomer reading is freed of the EVs of its own moment: with the EVs of now, one that has ramped
 * up since the reading would make room that is not there, once more for each reading (evcc #19166, ADR 0006). Never more
 * than capacity − buffer, unless the building alone gives power: rooftop solar does raise it above the capacity.
 * While the meter is stale the building takes its worst case, which without a configured one is everything.
 */
export function grantableOf(load: MeteredLoad): { grantableKw: number } {
  const seenKw = buildingAloneKw(load, load.evLoadAtMeterKw);
  const buildingKw = load.meterStale || seenKw === null ? worstCaseBuildingKw(load, seenKw) : seenKw;
  return { grantableKw: leftKw(load, buildingKw) };
}
