import { drawnBuildingKw, expectedBuildingKw } from './building.mjs';
import { HOUR_S, hourOfDay, msAt, SLOT_S, STEP_S } from './clock.mjs';
import { normal, randomOf } from './random.mjs';

const VOLTS = 230;
const SOCKETS_ON_A_FEEDER = 12;
const THREE_PHASE_SHARE = 0.55;
/** A feeder can carry this much of what its sockets could draw together. */
const FEEDER_SHARE = 0.7;
const TURN_DOWN_SHARE = 0.25;
/** Held back of the capacity for what the building adds between a reading and the vans' reaction. */
export const BUFFER_SHARE = 0.03;
/** Vans stand at the depot from about half past five in the afternoon to half past six. */
const NIGHT_FROM_HOUR = 17;
const NIGHT_UNTIL_HOUR = 6.5;
const NIGHT_HOURS = 13.5;

/**
 * A depot with vans, a building and prices for some days, the same again for the same seed. `load` is what the vans need as a part of
 * what the connection could give them at night beside the building: that decides how large the connection is.
 */
export function scenarioOf({ seed, load, socketCount = 30, hours = 48 }) {
  const random = randomOf(seed);
  const feederCount = Math.ceil(socketCount / SOCKETS_ON_A_FEEDER);
  const sockets = Array.from({ length: socketCount }, (_, index) => socketOf(random, index, feederCount));
  const visits = sockets.flatMap((socket, index) => Array.from({ length: hours / 24 }, (_, day) => visitOf(random, socket, index, day)));
  const peakKw = 1.2 * socketCount;
  const neededKwh = visits.reduce((sum, visit) => sum + visit.neededKwh, 0);
  const capacityKw = (neededKwh / load + nightBuildingKwh(peakKw, hours)) / ((NIGHT_HOURS * hours) / 24) / (1 - BUFFER_SHARE);
  const stepCount = (hours * HOUR_S) / STEP_S;
  return {
    seed,
    load,
    hours,
    stepCount,
    sockets,
    visits,
    neededKwh,
    capacityKw,
    pieces: capacityPieces(capacityKw, hours),
    feeders: feedersOf(sockets),
    buildingKw: drawnBuildingKw(random, { peakKw, hourAt: hourOfDay, stepCount }),
    expectedBuildingKw: (s) => expectedBuildingKw(peakKw, hourOfDay(s)),
    pricePerKwh: (s) => priceAt(hourOfDay(s)),
  };
}

function socketOf(random, index, feederCount) {
  const isThreePhase = random() < THREE_PHASE_SHARE;
  const chargePoint = `depot.cp${index >> 1}`;
  return {
    id: `${chargePoint}.sk${1 + (index % 2)}`,
    chargePoint,
    // Every fifth unit is of the slower kind.
    minMessageGapMs: (index >> 1) % 5 === 4 ? 5_000 : 2_000,
    node: `feeder${(index >> 1) % feederCount}`,
    phases: isThreePhase ? [0, 1, 2] : [index % 3],
    minA: 6,
    maxA: isThreePhase && random() < 0.5 ? 16 : 32,
  };
}

/** One night of one van. It leaves within nine minutes of its plan. */
function visitOf(random, socket, socketIndex, day) {
  const fromHour = Math.max(24 * day + 0.3, 24 * day + 3.5 + 1.1 * normal(random));
  const untilHour = Math.max(fromHour + 5, Math.min(24 * day + 16.5 + 0.9 * normal(random), 24 * day + 19));
  const batteryKwh = 40 + 40 * random();
  const fullKw = (socket.maxA * socket.phases.length * VOLTS) / 1000;
  const neededKwh = Math.min(0.95 * batteryKwh, 12 + 48 * random(), 0.95 * (untilHour - fromHour) * fullKw);
  return {
    id: `van${socketIndex}.${day}`,
    socketIndex,
    arrivesS: fromHour * HOUR_S,
    plannedLeaveS: untilHour * HOUR_S,
    leavesS: (untilHour + 0.3 * (random() - 0.5)) * HOUR_S,
    batteryKwh,
    neededKwh,
    socOnArrival: Math.max(0, 1 - neededKwh / batteryKwh - 0.02 * random()),
    weight: Math.round(1000 * (0.05 + 0.95 * random())) / 1000,
  };
}

/** A quarter less from five to six in the afternoon, as agreed with the grid. */
function capacityPieces(capacityKw, hours) {
  const edges = [0];
  for (let day = 0; day < hours / 24; day++) edges.push(24 * day + 3, 24 * day + 4);
  edges.push(hours + 24);
  return edges.slice(0, -1).map((hour, index) => ({
    fromMs: msAt(hour * HOUR_S),
    untilMs: msAt(edges[index + 1] * HOUR_S),
    kw: index % 2 === 1 ? (1 - TURN_DOWN_SHARE) * capacityKw : capacityKw,
    boundBy: index % 2 === 1 ? 'dispatch:turn-down' : 'asc',
  }));
}

function feedersOf(sockets) {
  const ids = [...new Set(sockets.map(({ node }) => node))];
  return ids.map((id) => {
    const under = sockets.filter(({ node }) => node === id);
    const couldDrawA = (phase) => under.reduce((sum, { phases, maxA }) => sum + (phases.includes(phase) ? maxA : 0), 0);
    return { id, limitA: [0, 1, 2].map((phase) => Math.floor(FEEDER_SHARE * couldDrawA(phase))) };
  });
}

function nightBuildingKwh(peakKw, hours) {
  let kwh = 0;
  for (let s = 0; s < hours * HOUR_S; s += SLOT_S) {
    const hour = hourOfDay(s);
    if (hour >= NIGHT_FROM_HOUR || hour < NIGHT_UNTIL_HOUR) kwh += (expectedBuildingKw(peakKw, hour) * SLOT_S) / HOUR_S;
  }
  return kwh;
}

/** Cheap at night, dear from four to seven in the evening, and by the half-hour a little different in between. */
function priceAt(hour) {
  if (hour >= 16 && hour < 19) return 0.4;
  if (hour >= 23.5 || hour < 5.5) return 0.1;
  return 0.22 + 0.03 * Math.sin(Math.floor(2 * hour));
}
