import { isoWeekday, localDateOf, localTimeOf } from '../../../libs/domain/dist/index.js';
import { HOUR_S, msAt } from './clock.mjs';

const ZONE = 'Europe/London';
/** Of the days before and after the scenario. */
const USUAL_DEPARTURE = '06:30';
const USUAL_RETURN = '17:30';

/** The vans' schedules as a depot manager would have entered them: when each leaves, is back, and what it needs for that. */
export function schedulesOf({ sockets, visits }) {
  return sockets.flatMap((_, index) => {
    const stays = visits.filter(({ socketIndex }) => socketIndex === index).sort((a, b) => a.arrivesS - b.arrivesS);
    const before = row(index, stays[0].arrivesS, USUAL_DEPARTURE, clockOf(stays[0].arrivesS));
    return [
      before,
      ...stays.map(({ plannedLeaveS, neededKwh }, at) => {
        const next = stays[at + 1];
        return { ...row(index, plannedLeaveS, clockOf(plannedLeaveS), next ? clockOf(next.arrivesS) : USUAL_RETURN), energyKwh: neededKwh };
      }),
    ];
  });
}

/** Import prices by local time of day. */
export function ratesOf({ pricePerKwh }) {
  const halfHours = Array.from({ length: 48 }, (_, index) => (index * HOUR_S) / 2);
  return halfHours
    .map((s) => ({ fromLocal: clockOf(s), pricePerKwh: pricePerKwh(s) }))
    .sort((a, b) => (a.fromLocal < b.fromLocal ? -1 : 1));
}

function row(index, s, departLocal, returnLocal) {
  return { vehicleId: `van${index}`, weekday: isoWeekday(localDateOf(msAt(s), ZONE)), departLocal, returnLocal };
}

function clockOf(s) {
  return localTimeOf(msAt(s), ZONE);
}
