import type { SocketMeasures, SocketState } from '@headroom/contracts';
import { VOLTAGE_V } from '@headroom/domain';
import { type EnergyReading, powerOfEnergyW } from './energy-trust';
import type { InstalledSocket } from './installed';

/** The part of a row that says what flows. */
export type Load = Pick<SocketState, 'realPowerW' | 'currentA' | 'phaseCurrentsA'>;

/** Nothing flows, and that is known. */
export const noLoad: Load = { realPowerW: 0, currentA: 0, phaseCurrentsA: [0, 0, 0] };

/**
 * What flows after a measure: the power it tells, or what its currents make at 230 V, or, where a charger tells neither,
 * what its energy register implies (protocols A8). `loadIsTold`: whether it has told power or current of late.
 */
export function loadAfter(
  row: SocketState,
  fresh: SocketMeasures,
  socket: InstalledSocket,
  trail: readonly EnergyReading[],
  loadIsTold: boolean,
): Load {
  const { realPowerW, currentA, phaseCurrentsA } = fresh;
  if (currentA === undefined && phaseCurrentsA === undefined && realPowerW === undefined) {
    if (loadIsTold) return loadOf(row);
    if (fresh.energyWh === undefined) return withoutOldCurrents(row);
    return { realPowerW: powerOfEnergyW(trail, socket.ratedW) ?? row.realPowerW, currentA: null, phaseCurrentsA: null };
  }
  const amps = phaseCurrentsA === undefined ? currentA : Math.max(...phaseCurrentsA);
  return {
    realPowerW: realPowerW ?? powerOfAmpsW(fresh, socket.phases),
    currentA: amps ?? row.currentA,
    phaseCurrentsA: phaseCurrentsA ?? (currentA === undefined ? row.phaseCurrentsA : null),
  };
}

/** Control counts on the phases that are seen to carry nothing, which is seen only as long as it is told. */
function withoutOldCurrents(row: Load): Load {
  const flows = row.phaseCurrentsA?.some((amps) => amps > 0) === true;
  return flows ? { ...loadOf(row), phaseCurrentsA: null } : loadOf(row);
}

const loadOf = ({ realPowerW, currentA, phaseCurrentsA }: Load): Load => ({ realPowerW, currentA, phaseCurrentsA });

function powerOfAmpsW({ currentA, phaseCurrentsA }: SocketMeasures, phases: number): number {
  const totalA = phaseCurrentsA === undefined ? (currentA ?? 0) * phases : phaseCurrentsA[0] + phaseCurrentsA[1] + phaseCurrentsA[2];
  return totalA * VOLTAGE_V;
}
