import { HOUR_S, STEP_S } from './clock.mjs';

const VOLTS = 230;
const TAPER_FROM_SOC = 0.8;
/** What a full battery would still take, of its rate. */
const LEAST_RATE_SHARE = 0.12;
/** Of its rate, what a charger on board rises by in a step. */
const RISE_SHARE = 0.5;

/** The vans at their sockets. What they draw is what really flows; whoever manages them only sees what is metered. */
export function vansAt({ sockets, visits }, random) {
  const places = sockets.map((socket) => ({
    socket,
    visit: null,
    /** Counts plug-ins. */
    epoch: 0,
    drawA: 0,
    /** What the socket offers; an untold one offers all it has. */
    pilotA: socket.maxA,
    followsFromS: 0,
  }));
  const chargedKwh = new Float64Array(visits.length);
  const byArrival = visits.map((_, index) => index).sort((a, b) => visits[a].arrivesS - visits[b].arrivesS);
  let nextArrival = 0;
  return { places, chargedKwh, comeAndGo, offer, move, kwOf, missingKwh, isCharged };

  /** True where somebody came or left. */
  function comeAndGo(s) {
    let moved = false;
    for (const place of places) {
      if (place.visit === null || s < visits[place.visit].leavesS) continue;
      place.visit = null;
      place.drawA = 0;
      moved = true;
    }
    for (; nextArrival < byArrival.length && visits[byArrival[nextArrival]].arrivesS <= s; nextArrival++) {
      const place = places[visits[byArrival[nextArrival]].socketIndex];
      place.visit = byArrival[nextArrival];
      place.epoch += 1;
      place.followsFromS = s;
      moved = true;
    }
    return moved;
  }

  /** A new setpoint is in force: the van follows within 5 to 15 s where it is less, within 5 s where it is more. */
  function offer(place, amps, s) {
    const isLess = amps < place.pilotA;
    place.pilotA = amps;
    place.followsFromS = s + (isLess ? 5 + 5 * Math.floor(3 * random()) : 5);
  }

  /** What is drawn and charged in the step from s on. */
  function move(s) {
    for (const place of places) {
      if (place.visit === null) continue;
      const mostA = acceptsA(place);
      const goalA = Math.min(place.pilotA, mostA);
      if (s >= place.followsFromS)
        place.drawA = goalA < place.drawA ? goalA : Math.min(goalA, place.drawA + RISE_SHARE * place.socket.maxA);
      place.drawA = Math.min(place.drawA, mostA);
      chargedKwh[place.visit] += (kwOf(place) * STEP_S) / HOUR_S;
    }
  }

  /** What the battery takes now: all up to 80 %, then less and less; nothing once it has what it needs. */
  function acceptsA(place) {
    const visit = visits[place.visit];
    if (missingKwh(place.visit) <= 0) return 0;
    const soc = visit.socOnArrival + chargedKwh[place.visit] / visit.batteryKwh;
    const full = soc < TAPER_FROM_SOC ? 1 : 1 - ((soc - TAPER_FROM_SOC) / (1 - TAPER_FROM_SOC)) * 0.85;
    return place.socket.maxA * Math.max(LEAST_RATE_SHARE, full);
  }

  function kwOf({ socket, drawA }) {
    return (drawA * socket.phases.length * VOLTS) / 1000;
  }

  function missingKwh(visit) {
    return Math.max(0, visits[visit].neededKwh - chargedKwh[visit]);
  }

  /** As near to what it needs as its telematics can tell. */
  function isCharged(visit) {
    return missingKwh(visit) <= 0.02;
  }
}
