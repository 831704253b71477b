import { calmLimitKw, grantableOf, lowestWithin, withLoad } from '../../../libs/domain/dist/index.js';
import { BUFFER_SHARE } from './scenario.mjs';

const VOLTS = 230;
/** A lower capacity is met when it begins: so long before it counts already (apps/headroom). */
export const LOOK_AHEAD_MS = 30_000;

/** The grid with what may be granted, and with what setpoints should be shared out under, which rises more slowly. */
export function gridNow(scenario, steadiness) {
  let lately = [];
  return { at };

  function at(nowMs, incomerKw, seen, toldA) {
    const capacityKw = lowestWithin(scenario.pieces, nowMs, nowMs + LOOK_AHEAD_MS).kw;
    const bufferKw = BUFFER_SHARE * scenario.capacityKw;
    const { grantableKw } = grantableOf({
      capacityKw,
      bufferKw,
      meter: 'incomer',
      buildingLoadKw: incomerKw,
      evLoadAtMeterKw: seen.reduce((sum, { drawnKw }) => sum + drawnKw, 0),
      meterStale: false,
    });
    const granted = nodesOf(scenario, grantableKw);
    const mostKw = capacityKw - bufferKw;
    if (steadiness === null) return { planned: granted, granted, grantableKw, buildingKw: mostKw - grantableKw };
    lately = withLoad(lately, mostKw - grantableKw, nowMs, steadiness);
    const outKw = scenario.sockets.reduce((sum, { id, phases }) => sum + (toldA(id) * phases.length * VOLTS) / 1000, 0);
    const calmKw = calmLimitKw(lately, { nowKw: grantableKw, mostKw, outKw }, nowMs, steadiness);
    return { planned: nodesOf(scenario, calmKw), granted, grantableKw, buildingKw: mostKw - grantableKw };
  }
}

/** The building's load is even on the three phases, so what is left of the connection is even as well. */
function nodesOf({ feeders }, limitKw) {
  const phaseA = (limitKw * 1000) / VOLTS / 3;
  return [
    { id: 'site', parent: null, limitKw, limitA: [phaseA, phaseA, phaseA], boundBy: 'asc' },
    ...feeders.map(({ id, limitA }) => ({ id, parent: 'site', limitKw: null, limitA, boundBy: `feeder:${id}` })),
  ];
}
