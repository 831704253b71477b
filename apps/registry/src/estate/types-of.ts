import type { DepotDossier } from '@headroom/contracts';
import type { ChargePointTypeBody, VehicleTypeBody } from '../bodies/types';
import type { Types } from '../file/depot-file';

/**
 * The types that dossiers speak of. A dossier does not name a maker; `alfen-eve-double` becomes one of Alfen's.
 * @throws where two charge points of one type have different ratings: then it is not one type.
 */
export function typesOf(dossiers: readonly DepotDossier[]): Types {
  const chargePointTypes = new Map<string, ChargePointTypeBody>();
  const vehicleTypes = new Map<string, VehicleTypeBody>();
  for (const { chargePoints, vehicles } of dossiers) {
    for (const { typeId, minMessageGapMs, minLimitA, canPause, sockets } of chargePoints) {
      const known = chargePointTypes.get(typeId);
      const ratings = sockets.map(({ phases, maxLimitA }) => ({ phases, maxLimitA }));
      const differs = known && ratings.some(({ maxLimitA }, i) => known.sockets[i] && known.sockets[i].maxLimitA !== maxLimitA);
      if (differs) throw new Error(`Charge points of type ${typeId} have different ratings; give them types of their own.`);
      if (known && known.sockets.length >= sockets.length) continue;
      chargePointTypes.set(typeId, { id: typeId, ...makerOf(typeId), minMessageGapMs, minLimitA, canPause, sockets: ratings });
    }
    for (const { typeId, batteryKwh, maxChargeKw, phases } of vehicles) {
      const { vendor: make, model } = makerOf(typeId);
      vehicleTypes.set(typeId, { id: typeId, make, model, batteryKwh, maxChargeKw, phases });
    }
  }
  return { chargePointTypes, vehicleTypes };
}

function makerOf(typeId: string): { vendor: string; model: string } {
  const [vendor = typeId, ...model] = typeId.split(/[-_]+/);
  return { vendor: vendor.slice(0, 1).toUpperCase() + vendor.slice(1), model: model.join(' ') || typeId };
}
