import type { VehicleState } from '@headroom/contracts';
import { carriedSoc, demandOf } from '@headroom/domain';
import { holds } from './reading';
import { socketOf, type VehicleTruth } from './vehicle-truth';

export type VehicleRow = Omit<VehicleState, 'id' | 'at'>;

/** Energy comes out of a battery's maker's figures and a meter of 100 Wh steps: finer than this is noise. */
const SOC_STEPS_PER_PCT = 10;
const NEEDED_STEPS_PER_KWH = 100;

/** What is known of a van now: its state of charge carried on from the last reading, what it still needs, and by when. */
export function vehicleRow(truth: VehicleTruth): VehicleRow {
  const { vehicle, reading } = truth;
  const socket = socketOf(truth);
  const departure = truth.ahead?.departure ?? null;
  const socPct = socNow(truth);
  const energyNowWh = socket?.energyWh ?? null;
  const demand = demandOf({
    departure,
    socPct,
    batteryKwh: vehicle.batteryKwh,
    energyAtPlugWh: socket?.energyAtPlugWh ?? null,
    energyNowWh,
  });
  return {
    depot: vehicle.id.slice(0, vehicle.id.indexOf('.')),
    vehicle: vehicle.id,
    socPct: socPct === null ? null : rounded(socPct, SOC_STEPS_PER_PCT),
    reading: reading && {
      socPct: reading.socPct,
      at: reading.at,
      energyWh: energyNowWh === null ? null : energyNowWh - reading.meteredWh,
    },
    socket: socket?.socket ?? null,
    targetSocPct: rounded(demand.targetSocPct, SOC_STEPS_PER_PCT),
    neededKwh: demand.neededKwh === null ? null : rounded(demand.neededKwh, NEEDED_STEPS_PER_KWH),
    departAt: truth.ahead?.departAt ?? null,
    telematicsSilent: truth.silence !== null,
  };
}

function socNow(truth: VehicleTruth): number | null {
  const { reading, vehicle } = truth;
  if (reading === null || !holds(reading, socketOf(truth)?.pluggedAt ?? null)) return null;
  return carriedSoc({ socPct: reading.socPct, energyWh: 0 }, Math.min(reading.meteredWh, vehicle.batteryKwh * 1_000), vehicle.batteryKwh);
}

const rounded = (value: number, steps: number): number => Math.round(value * steps) / steps;
