import { buildingAloneKw, type ConnectionLoad, leftKw, worstCaseBuildingKw } from './connection-load';

/**
 * What a connection can give to EV charging in all, the EVs that charge already included: the trial's formula
 * `capacity − building load + EV load − buffer`, at least 0, on the latest values. The EV term is there for an incomer
 * meter only, which counts the EVs as load.
 *
 * A building load that is not known is the worst case, never zero; rooftop solar below zero is valid and makes room.
 * @param load evLoadKw: the EVs on this connection now (evLoadOf).
 */
export function headroomOf(load: ConnectionLoad & { readonly evLoadKw: number }): { headroomKw: number } {
  const buildingKw = buildingAloneKw(load, load.evLoadKw) ?? worstCaseBuildingKw(load, null);
  return { headroomKw: leftKw(load, buildingKw) };
}
