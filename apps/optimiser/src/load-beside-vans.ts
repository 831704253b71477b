import type { DepotDossier, DepotHeadroom } from '@headroom/contracts';

export type ConnectionRow = DepotHeadroom['connections'][number];
export type Meter = DepotDossier['connections'][number]['meter'];

/** What a connection was last seen to carry beside its vans, kW; null: nobody knows. */
export function loadBesideVansKw({ buildingLoadKw, evLoadAtMeterKw, meterStale }: ConnectionRow, meter: Meter): number | null {
  if (buildingLoadKw === null || meterStale) return null;
  return meter === 'incomer' ? buildingLoadKw - evLoadAtMeterKw : buildingLoadKw;
}
