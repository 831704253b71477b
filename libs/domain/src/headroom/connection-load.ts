/** What is known of a connection's capacity and of the load on it. */
export interface ConnectionLoad {
  /** What the connection allows now, kW: already ASC × power factor or the lower profile (see capacityPieces). */
  readonly capacityKw: number;
  /** Held back for metering error and sudden building load. */
  readonly bufferKw: number;
  /** incomer: the meter reads building and EVs together; building: the building alone. */
  readonly meter: 'incomer' | 'building';
  /** What the meter last read, kW, below 0 while rooftop solar exports; null: never heard. */
  readonly buildingLoadKw: number | null;
  /** What the building alone may draw at the most; absent: it may take the whole capacity. */
  readonly worstCaseLoadKw?: number;
}

/** The building without the EVs, kW; null where that is not known. An incomer meter reads both, so the EVs are taken off again. */
export function buildingAloneKw({ buildingLoadKw, meter }: ConnectionLoad, evLoadKw: number): number | null {
  const aloneKw = meter === 'incomer' ? (buildingLoadKw ?? Number.NaN) - evLoadKw : (buildingLoadKw ?? Number.NaN);
  return Number.isFinite(aloneKw) ? aloneKw : null;
}

/** What the building may be drawing while nobody sees it, kW: the configured worst case, but no less than it was seen to draw; without one the whole capacity. */
export function worstCaseBuildingKw(load: ConnectionLoad, lastSeenKw: number | null): number {
  if (load.worstCaseLoadKw === undefined || !Number.isFinite(load.worstCaseLoadKw)) return Number.POSITIVE_INFINITY;
  return Math.max(load.worstCaseLoadKw, lastSeenKw ?? 0);
}

/** What a building leaves of the capacity, kW. 'When that is not above 0, headroom is 0', which a figure that is not a number is not either. */
export function leftKw({ capacityKw, bufferKw }: ConnectionLoad, buildingKw: number): number {
  const leftKw = capacityKw - buildingKw - bufferKw;
  return leftKw > 0 && Number.isFinite(leftKw) ? leftKw : 0;
}
